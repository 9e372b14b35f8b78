import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeKeyCursor, encodeKeyCursor } from "./key-cursor.ts";

test("a cursor gives back its id", () => {
  fc.assert(
    fc.property(fc.uuid({ version: 7 }), (id) => {
      expect(decodeKeyCursor(encodeKeyCursor(id))).toBe(id);
    }),
  );
});

test("anything else is refused", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const id = decodeKeyCursor(text);
      if (id !== undefined) expect(encodeKeyCursor(id)).toBe(text);
    }),
  );
  for (const text of [
    "",
    "AAAA",
    "not a cursor",
    `${encodeKeyCursor("019353d8-0000-7000-8000-000000000000")}=`,
  ]) {
    expect(decodeKeyCursor(text)).toBeUndefined();
  }
});
