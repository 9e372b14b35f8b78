import { expect, test } from "vitest";
import { MultiRange, type Range } from "../position/multirange.ts";
import { LaneComparison, type OwnerPosition } from "./lane-comparison.ts";

const none = new MultiRange();
const position = (highest: number, ...holes: Range[]): OwnerPosition => ({
  highest,
  holes: new MultiRange(holes),
  knownTo: highest,
});

test("what was forwarded since the last look is given time", () => {
  const comparison = new LaneComparison();
  expect(comparison.compare(position(0), 100, none)).toEqual({ resend: [], missing: 0 });
  expect(comparison.compare(position(100), 200, none)).toEqual({ resend: [], missing: 0 });
});

test("holes that the owner has passed are sent again, what can't be read is not", () => {
  const comparison = new LaneComparison();
  comparison.compare(position(0), 100, none);
  const unreadable = new MultiRange([{ from: 30, to: 32 }]);
  expect(
    comparison.compare(position(150, { from: 10, to: 12 }, { from: 30, to: 39 }), 150, unreadable),
  ).toEqual({
    resend: [
      { from: 10, to: 12 },
      { from: 33, to: 39 },
    ],
    missing: 10,
  });
});

test("a hole above what was forwarded at the last look is not one yet", () => {
  const comparison = new LaneComparison();
  comparison.compare(position(0), 100, none);
  expect(comparison.compare(position(200, { from: 90, to: 120 }), 200, none)).toEqual({
    resend: [{ from: 90, to: 100 }],
    missing: 11,
  });
});

test("at the end of a lane only the last record knocks", () => {
  const comparison = new LaneComparison();
  comparison.compare(position(0), 100, none);
  expect(comparison.compare(position(40), 100, none)).toEqual({
    resend: [{ from: 100, to: 100 }],
    missing: 60,
  });
  // It arrived, so the others are gone.
  expect(comparison.compare(position(100, { from: 41, to: 99 }), 100, none)).toEqual({
    resend: [{ from: 41, to: 99 }],
    missing: 59,
  });
  expect(comparison.compare(position(100), 100, none)).toEqual({ resend: [], missing: 0 });
});

test("what doesn't become less is sent again less and less often", () => {
  const comparison = new LaneComparison();
  comparison.compare(position(0), 10, none);
  const sent: number[] = [];
  for (let look = 0; look < 70; look++) {
    if (comparison.compare(position(0), 10, none).resend.length > 0) sent.push(look);
  }
  expect(sent).toEqual([0, 1, 3, 7, 15, 31, 63]);
});

test("an owner that lost everything is sent everything, once it has seen the end", () => {
  const comparison = new LaneComparison();
  comparison.compare(position(500), 500, none);
  expect(comparison.compare(position(0), 500, none).resend).toEqual([{ from: 500, to: 500 }]);
  expect(comparison.compare(position(500, { from: 1, to: 499 }), 500, none).resend).toEqual([
    { from: 1, to: 499 },
  ]);
});

test("of holes that were not all told, those beyond are not guessed", () => {
  const comparison = new LaneComparison();
  comparison.compare(position(0), 100, none);
  const told = { highest: 100, holes: new MultiRange([{ from: 2, to: 2 }]), knownTo: 2 };
  expect(comparison.compare(told, 100, none)).toEqual({ resend: [{ from: 2, to: 2 }], missing: 1 });
});
