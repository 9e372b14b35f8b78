import fc from "fast-check";
import { expect, test } from "vitest";
import { BytesMap } from "./bytes-map.ts";

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

test("finds a value by equal bytes at any place, and by no others", () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 40 })), fc.nat({ max: 9 }), (keys, shift) => {
      const map = new BytesMap<string>(100);
      for (const key of keys) map.set(viewOf(key), 0, key.length, Buffer.from(key).toString("hex"));
      for (const key of keys) {
        const elsewhere = viewOf(Uint8Array.from([...Array(shift).fill(7), ...key, 7]));
        expect(map.get(elsewhere, shift, shift + key.length)).toBe(Buffer.from(key).toString("hex"));
        const shorter = keys.find(
          (other) => other.length === key.length - 1 && key.join().startsWith(other.join()),
        );
        if (key.length > 0 && shorter === undefined)
          expect(map.get(elsewhere, shift, shift + key.length - 1)).toBeUndefined();
      }
    }),
  );
});

test("keeps a copy of its keys, and no more entries than it may", () => {
  const map = new BytesMap<number>(10);
  const bytes = new Uint8Array(8);
  const view = viewOf(bytes);
  for (let index = 0; index < 100; index++) {
    view.setInt32(0, index);
    map.set(view, 0, 8, index);
  }
  const found = Array.from({ length: 100 }, (_, index) => {
    view.setInt32(0, 99 - index);
    return map.get(view, 0, 8);
  });
  expect(found.slice(0, 10)).toEqual(Array.from({ length: 10 }, (_, index) => 99 - index));
  expect(found.filter((value) => value !== undefined).length).toBeLessThanOrEqual(20);
});

test("very long keys are not remembered", () => {
  const map = new BytesMap<number>(10);
  const long = viewOf(new Uint8Array(5_000));
  map.set(long, 0, 5_000, 1);
  expect(map.get(long, 0, 5_000)).toBeUndefined();
});
