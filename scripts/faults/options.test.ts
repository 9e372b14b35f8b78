import { expect, test } from "vitest";
import { parseOptions } from "./options.ts";

test("reads what was asked for, with a seed of its own when none is named", () => {
  expect(parseOptions(["--long", "--seed", "7", "--only", "kill-links,disk-full"])).toMatchObject({
    long: true,
    kills: 200,
    seed: 7,
    only: ["kill-links", "disk-full"],
  });
  expect(parseOptions([])).toMatchObject({ long: false, only: null, seed: expect.any(Number) });
});

test.each([
  [["--only", "earthquake"], 'There is no fault "earthquake"; see npm run faults -- --help.'],
  [["--seed", "x"], '--seed takes a whole number, not "x"; see npm run faults -- --help.'],
  [["--loud"], "Unknown option '--loud'"],
])("%j is refused in a sentence", (argv, message) => {
  expect(() => parseOptions(argv)).toThrow(message);
});
