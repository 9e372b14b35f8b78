import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MultiRange } from "./multirange.ts";

const small = fc.integer({ min: 0, max: 60 });
const span = fc
  .tuple(small, fc.integer({ min: 0, max: 8 }))
  .map(([from, length]) => ({ from, to: from + length }));
const spans = fc.array(span, { maxLength: 20 });

const numbers = (set: MultiRange) => Array.from(set, ({ from, to }) => count(from, to)).flat();
const count = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
const model = (list: readonly { from: number; to: number }[]) =>
  new Set(list.flatMap(({ from, to }) => count(from, to)));
const sorted = (set: ReadonlySet<number>) => [...set].sort((a, b) => a - b);

function isCanonical(set: MultiRange): boolean {
  const list = [...set];
  return list.every(
    (range, index) => range.from <= range.to && (index === 0 || (list[index - 1]?.to ?? 0) + 1 < range.from),
  );
}

describe("MultiRange against a plain set", () => {
  test("add, has, size and highest", () => {
    fc.assert(
      fc.property(spans, small, (list, probe) => {
        const set = new MultiRange(list);
        const plain = model(list);
        expect(numbers(set)).toEqual(sorted(plain));
        expect(isCanonical(set)).toBe(true);
        expect(set.size).toBe(plain.size);
        expect(set.highest).toBe(Math.max(0, ...plain));
        expect(set.has(probe)).toBe(plain.has(probe));
      }),
    );
  });

  test("remove, union and subtract", () => {
    fc.assert(
      fc.property(spans, spans, span, (left, right, cut) => {
        const a = new MultiRange(left);
        const b = new MultiRange(right);
        const plainB = model(right);
        expect(numbers(a.union(b))).toEqual(sorted(model([...left, ...right])));
        expect(numbers(a.subtract(b))).toEqual(sorted(model(left)).filter((value) => !plainB.has(value)));
        const removed = a.clone().remove(cut.from, cut.to);
        expect(numbers(removed)).toEqual(
          sorted(model(left)).filter((value) => value < cut.from || value > cut.to),
        );
        expect(isCanonical(removed)).toBe(true);
        expect(numbers(a)).toEqual(sorted(model(left)));
      }),
    );
  });

  test("holes, the first of them, and covers", () => {
    fc.assert(
      fc.property(spans, span, (list, { from, to }) => {
        const set = new MultiRange(list);
        const plain = model(list);
        const holes = set.holes(from, to);
        expect(numbers(holes)).toEqual(count(from, to).filter((value) => !plain.has(value)));
        expect(set.firstHole(from, to)).toEqual([...holes][0]);
        expect(set.covers(from, to)).toBe(holes.ranges === 0);
      }),
    );
  });

  test("text survives the round trip, and both kinds of bounds are read", () => {
    fc.assert(
      fc.property(spans, (list) => {
        const set = new MultiRange(list);
        expect(numbers(MultiRange.parse(set.toString()))).toEqual(numbers(set));
        const open = `{${list.map(({ from, to }) => `(${from}, ${to}]`).join(", ")}}`;
        expect(numbers(MultiRange.parse(open))).toEqual(
          numbers(new MultiRange(list.map(({ from, to }) => ({ from: from + 1, to })))),
        );
      }),
    );
  });
});

test("text is PostgreSQL's canonical form", () => {
  expect(String(new MultiRange())).toBe("{}");
  expect(
    String(
      new MultiRange([
        { from: 8, to: 8 },
        { from: 1, to: 5 },
      ]),
    ),
  ).toBe("{[1,6),[8,9)}");
});

test.each([
  "",
  "{",
  "[1,2)",
  "{[1,2)",
  "{[1,2),}",
  "{,[1,2)}",
  "{(,)}",
  "{[-1,2)}",
  "{[1,2)x}",
  "{[1,9007199254740993)}",
])("%s is refused", (text) => {
  expect(() => MultiRange.parse(text)).toThrow(RangeError);
});

test("numbers outside the safe integers are refused", () => {
  for (const value of [-2, 1.5, Number.NaN, 2 ** 53]) {
    expect(() => new MultiRange().add(value)).toThrow(RangeError);
  }
});
