import fc from "fast-check";
import { expect, test } from "vitest";
import { apiKeyPattern, describeKey, hashKey, mintKey } from "./api-key.ts";

test("minted keys have the published shape and differ", () => {
  const keys = Array.from({ length: 200 }, mintKey);
  for (const { key, hint, hash } of keys) {
    expect(key).toMatch(apiKeyPattern);
    expect(key.startsWith(hint)).toBe(true);
    expect(hint).toHaveLength(7);
    expect(hash).toEqual(hashKey(key));
  }
  expect(new Set(keys.map(({ key }) => key)).size).toBe(keys.length);
});

test("every character of the alphabet comes up about equally often", () => {
  const counts = new Map<string, number>();
  const sample = 2_000;
  for (let count = 0; count < sample; count++) {
    for (const char of mintKey().key.slice(3)) counts.set(char, (counts.get(char) ?? 0) + 1);
  }
  const expected = (sample * 32) / 58;
  expect(counts.size).toBe(58);
  for (const count of counts.values()) expect(Math.abs(count - expected)).toBeLessThan(expected / 3);
});

test("different keys have different hashes of 32 bytes", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (left, right) => {
      expect(hashKey(left)).toHaveLength(32);
      expect(hashKey(left).equals(hashKey(right))).toBe(left === right);
    }),
  );
});

test("a key that exists is described by the same rule", () => {
  const minted = mintKey();
  expect(describeKey(minted.key)).toEqual(minted);
});
