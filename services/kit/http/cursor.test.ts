import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Fault } from "../errors/fault.ts";
import { type CursorBinding, Cursors } from "./cursor.ts";

interface Position extends Readonly<Record<string, string | number | boolean | null>> {
  readonly at: string;
  readonly id: number;
}
const isPosition = (value: unknown): value is Position =>
  typeof value === "object" &&
  value !== null &&
  "at" in value &&
  typeof value.at === "string" &&
  "id" in value &&
  typeof value.id === "number";

const cursors = new Cursors({ secret: Buffer.alloc(32, 1) }, isPosition);
const binding = { workspace: "w1", operation: "listThings", sort: "-at", tag: undefined };
const position = { at: "2030-01-01T00:00:00.000Z", id: 7 };

const refusal = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    return error instanceof Fault ? error.slug : error;
  }
  return "allowed";
};

describe("cursors", () => {
  it("come back as they went", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), fc.integer(), (at, id) => {
        expect(cursors.decode(cursors.encode({ at, id }, binding), binding)).toEqual({ at, id });
      }),
    );
  });

  it("don't depend on the order of filters or on absent ones", () => {
    const cursor = cursors.encode(position, { b: 1, a: "x", c: undefined });
    expect(cursors.decode(cursor, { a: "x", b: 1 })).toEqual(position);
  });

  it.each<[string, CursorBinding]>([
    ["another workspace", { ...binding, workspace: "w2" }],
    ["another sort", { ...binding, sort: "at" }],
    ["a further filter", { ...binding, tag: "" }],
    ["a filter of another type", { ...binding, sort: null }],
  ])("are refused with %s", (_, other) => {
    const cursor = cursors.encode(position, binding);
    expect(refusal(() => cursors.decode(cursor, other))).toBe("cursor-invalid");
  });

  it("are refused when any character is changed, added or taken away", () => {
    const cursor = cursors.encode(position, binding);
    for (let i = 0; i < cursor.length; i++) {
      const other = cursor[i] === "A" ? "B" : "A";
      expect(refusal(() => cursors.decode(cursor.slice(0, i) + other + cursor.slice(i + 1), binding))).toBe(
        "cursor-invalid",
      );
      expect(refusal(() => cursors.decode(cursor.slice(0, i), binding))).toBe("cursor-invalid");
    }
    expect(refusal(() => cursors.decode(`${cursor}A`, binding))).toBe("cursor-invalid");
    expect(refusal(() => cursors.decode(`${cursor}=`, binding))).toBe("cursor-invalid");
  });

  it("are refused for any other text", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 600 }), (text) => {
        expect(refusal(() => cursors.decode(text, binding))).toBe("cursor-invalid");
      }),
    );
  });

  it("are refused under another secret, and when their payload is of an older shape", () => {
    const other = new Cursors({ secret: Buffer.alloc(32, 2) }, isPosition);
    expect(refusal(() => other.decode(cursors.encode(position, binding), binding))).toBe("cursor-invalid");
    const older = new Cursors(
      { secret: Buffer.alloc(32, 1) },
      (value): value is { page: number } => value !== null,
    );
    expect(refusal(() => cursors.decode(older.encode({ page: 2 }, binding), binding))).toBe("cursor-invalid");
  });

  it("need a real secret", () => {
    expect(() => new Cursors({ secret: Buffer.alloc(16) }, isPosition)).toThrow("at least 32 bytes");
  });
});
