import { expect, test } from "vitest";
import { parseArguments } from "./parse-arguments.ts";

const options = { rate: { type: "string" }, json: { type: "boolean" } } as const;
const parse = (args: string[], allowPositionals = false) =>
  parseArguments("npm run replay", { args, options, allowPositionals });

test("reads options and arguments", () => {
  const { values, positionals } = parse(["--rate", "5", "a.log"], true);
  expect([values.rate, values.json, positionals]).toEqual(["5", undefined, ["a.log"]]);
});

test.each([
  [["--rat", "5"], false, "Unknown option '--rat'; see npm run replay -- --help."],
  [["--rat"], true, "Unknown option '--rat'; see npm run replay -- --help."],
  [["a.log"], false, "Unexpected argument 'a.log'; see npm run replay -- --help."],
  [["--rate"], false, "Option '--rate <value>' argument missing; see npm run replay -- --help."],
  [["--json=1"], false, "Option '--json' does not take an argument; see npm run replay -- --help."],
])("%j is refused in one sentence", (args, positionals, message) => {
  expect(() => parse(args, positionals)).toThrow(message);
});
