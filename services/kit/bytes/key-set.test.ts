import fc from "fast-check";
import { expect, test } from "vitest";
import { KeySet } from "./key-set.ts";

test("it holds what a Set of the same keys holds, also where keys want the same place", () => {
  const near = fc.integer({ min: 1, max: 64 }).map((low) => low * 2 ** 32 + 1);
  const key = fc.oneof(fc.integer({ min: 1, max: 2 ** 53 - 1 }), fc.integer({ min: 1, max: 100 }), near);
  fc.assert(
    fc.property(fc.array(key, { maxLength: 300 }), fc.array(key), (keys, others) => {
      const set = new KeySet(1);
      const reference = new Set<number>();
      for (const each of keys) {
        expect(set.add(each)).toBe(!reference.has(each));
        reference.add(each);
      }
      expect(set.size).toBe(reference.size);
      expect(new Set(set)).toEqual(reference);
      for (const each of [...keys, ...others]) expect(set.has(each)).toBe(reference.has(each));
    }),
  );
});
