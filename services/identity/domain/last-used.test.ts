import { expect, test } from "vitest";
import { LastUsed } from "./last-used.ts";

test("a key is taken once a minute, rounded down to it", () => {
  const lastUsed = new LastUsed();
  lastUsed.note("a", 60_000);
  lastUsed.note("a", 119_999);
  expect(lastUsed.take()).toEqual([{ keyId: "a", usedAt: new Date(60_000) }]);
  lastUsed.note("a", 119_999);
  expect(lastUsed.take()).toEqual([]);
  lastUsed.note("a", 120_000);
  expect(lastUsed.take()).toEqual([{ keyId: "a", usedAt: new Date(120_000) }]);
});

test("keys are taken in order, and no more than the limit", () => {
  const lastUsed = new LastUsed(2);
  for (const key of ["b", "a", "c"]) lastUsed.note(key, 0);
  expect(lastUsed.take().map(({ keyId }) => keyId)).toEqual(["a", "b"]);
});
