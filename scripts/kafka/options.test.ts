import { expect, test } from "vitest";
import { parseOptions } from "./options.ts";

test("without a word it listens where clients look for Kafka, beside the product's data", () => {
  expect(parseOptions([], "/waypost")).toEqual({
    port: 9092,
    folder: "/waypost/.waypost/kafka",
    heap: "384m",
    fetchOnly: false,
    verbose: false,
    json: false,
  });
  expect(parseOptions(["--port", "0", "--help"], "/waypost")).toBe("help");
});

test.each([
  [["--port", "70000"], "--port takes a whole number from 0 to 65535"],
  [["--heap", "much"], "--heap takes a size such as 384m"],
  [["--data", ""], "--data takes a folder"],
  [["--cluster"], "see npm run kafka -- --help"],
])("%j is refused in a sentence", (args, sentence) => {
  expect(() => parseOptions(args, "/waypost")).toThrow(sentence);
});
