import { expect, test } from "vitest";
import { applyMutant, findMutants } from "./find-mutants.ts";

const mutantsOf = (text: string): string[] =>
  findMutants("a.ts", text).map((mutant) => applyMutant(text, mutant));

test.each([
  ["const a = b < 3;", ["const a = b <= 3;", "const a = b < 4;"]],
  ["const a = b && c;", ["const a = b || c;"]],
  ["const a = !b(c);", ["const a = (b(c));"]],
  ["const a = b ? c : d;", ["const a = true ? c : d;", "const a = false ? c : d;"]],
  ["if (a) b();", ["if (true) b();", "if (false) b();", "if (a) ;"]],
  ["await a.b();", [";"]],
  ["const a = { b: true };", ["const a = { b: false };"]],
])("%s", (text, mutants) => {
  expect(mutantsOf(text)).toEqual(mutants);
});

test("types have none, but expressions with a type do", () => {
  expect(mutantsOf("type A = 1 | true; interface B { c: 2 }")).toEqual([]);
  expect(mutantsOf("const a = (b - c) as D;")).toEqual(["const a = (b + c) as D;"]);
});

test("each names its line", () => {
  expect(findMutants("a.ts", "a;\n\nb();\n").map(({ line }) => line)).toEqual([1, 3]);
});
