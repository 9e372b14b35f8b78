import { expect, test } from "vitest";
import { bearerToken } from "./authenticate.ts";

test.each([
  ["Bearer wp_a", "wp_a"],
  ["bearer wp_a", "wp_a"],
  [`Bearer ${"x".repeat(256)}`, "x".repeat(256)],
  [`Bearer ${"x".repeat(257)}`, null],
  ["Bearer two words", null],
  ["Bearer ", null],
  ["Basic wp_a", null],
  [undefined, null],
])("the token of %s", (header, token) => {
  expect(bearerToken(header)).toBe(token);
});
