import { expect, test } from "vitest";
import { codeAlphabet, codeLength, randomCode } from "./code.ts";

test("the alphabet has 58 letters, none mistaken for another", () => {
  expect(new Set(codeAlphabet).size).toBe(58);
  expect(codeAlphabet).not.toMatch(/[0OIl]/);
});

test("codes have the length, the alphabet, and don't repeat", () => {
  const codes = new Set(Array.from({ length: 20_000 }, randomCode));
  expect(codes.size).toBe(20_000);
  const shape = new RegExp(`^[${codeAlphabet}]{${codeLength}}$`);
  for (const code of codes) expect(code).toMatch(shape);
});
