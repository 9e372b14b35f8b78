import { expect, test } from "vitest";
import { parseOptions } from "./options.ts";

test("a file alone: everything else has a default, and each run a name of its own", () => {
  const options = parseOptions(["a.log"]);
  expect(options).toMatchObject({
    file: "a.log",
    key: null,
    requestsPerSecond: null,
    concurrency: 32,
    patienceMs: 60_000,
    ids: true,
    json: false,
  });
  if (options === "help") throw new Error("no options");
  expect(options.url.href).toBe("http://127.0.0.1:8080/");
  expect(parseOptions(["a.log"])).not.toMatchObject({ run: options.run });
});

test("what is given is taken", () => {
  const args = "a.log --rate 5 --concurrency 2 --patience 0 --run r-1 --no-ids --json --key wp_x".split(" ");
  expect(parseOptions([...args, "--url", "https://go.example"])).toMatchObject({
    requestsPerSecond: 5,
    concurrency: 2,
    patienceMs: 0,
    run: "r-1",
    ids: false,
    json: true,
    key: "wp_x",
    url: new URL("https://go.example/"),
  });
  expect(parseOptions(["--help", "--rate", "x"])).toBe("help");
});

test.each([
  [[], "Name the log to replay"],
  [["a", "b"], "b is one too many"],
  [["a", "--url", "ftp://x"], '--url takes an http or https URL, not "ftp://x".'],
  [["a", "--url", "nonsense"], "--url takes an http or https URL"],
  [["a", "--site", ":"], "--site takes"],
  [["a", "--rate", "0"], "--rate takes a whole number from 1 to 1000000"],
  [["a", "--concurrency", "1.5"], "--concurrency takes a whole number"],
  [["a", "--patience", "-1x"], "--patience"],
  [["a", "--run", "a b"], "--run takes up to 40 letters"],
  [["a", "--key", "wp_\n"], "--key takes an API key"],
  [["a", "--fast"], "Unknown option '--fast'"],
])("%j is refused", (args, message) => {
  expect(() => parseOptions(args)).toThrow(message);
});
