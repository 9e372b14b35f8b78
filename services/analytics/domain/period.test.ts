import fc from "fast-check";
import { expect, test } from "vitest";
import { DAY_MS, QUARTER_HOUR_MS } from "./click-time.ts";
import { cutAtDays, isTimeZone, periodOf, pointsOf } from "./period.ts";

const utc = (text: string) => Date.parse(text);
const shown = (points: number[] | null) => points?.map((point) => new Date(point).toISOString());

test("a period is of whole quarter-hours, thirty days by default", () => {
  const now = utc("2026-06-15T12:07:00Z");
  expect(periodOf(null, null, now)).toEqual({
    from: utc("2026-05-16T12:15:00Z"),
    to: utc("2026-06-15T12:15:00Z"),
  });
  expect(periodOf(utc("2026-06-15T11:59:59Z"), utc("2026-06-15T12:00:00Z"), now)).toEqual({
    from: utc("2026-06-15T11:45:00Z"),
    to: utc("2026-06-15T12:00:00Z"),
  });
  expect(periodOf(now, now - DAY_MS, now)).toBeNull();
});

test("days begin at midnight of the zone, also when the clock is changed", () => {
  const spring = { from: utc("2026-03-28T23:00:00Z"), to: utc("2026-03-30T22:00:00Z") };
  expect(shown(pointsOf(spring, "day", "Europe/Berlin"))).toEqual([
    "2026-03-28T23:00:00.000Z",
    "2026-03-29T22:00:00.000Z",
  ]);
  const autumn = { from: utc("2026-10-24T22:00:00Z"), to: utc("2026-10-26T23:00:00Z") };
  expect(shown(pointsOf(autumn, "day", "Europe/Berlin"))).toEqual([
    "2026-10-24T22:00:00.000Z",
    "2026-10-25T23:00:00.000Z",
  ]);
});

test("a day whose midnight is skipped begins with its first moment", () => {
  // Santiago goes from 24:00 to 01:00.
  const period = { from: utc("2026-09-05T04:00:00Z"), to: utc("2026-09-07T03:00:00Z") };
  expect(shown(pointsOf(period, "day", "America/Santiago"))).toEqual([
    "2026-09-05T04:00:00.000Z",
    "2026-09-06T04:00:00.000Z",
  ]);
});

test("the repeated hour is two points", () => {
  const period = { from: utc("2026-10-25T00:00:00Z"), to: utc("2026-10-25T03:00:00Z") };
  expect(pointsOf(period, "hour", "Europe/Berlin")).toHaveLength(3);
});

test("hours of a zone with half hours", () => {
  const period = { from: utc("2026-06-01T00:00:00Z"), to: utc("2026-06-01T02:00:00Z") };
  expect(shown(pointsOf(period, "hour", "Asia/Kolkata"))).toEqual([
    "2026-05-31T23:30:00.000Z",
    "2026-06-01T00:30:00.000Z",
    "2026-06-01T01:30:00.000Z",
  ]);
});

test("weeks begin on Monday, months on the first", () => {
  const period = { from: utc("2026-06-17T00:00:00Z"), to: utc("2026-07-02T00:00:00Z") };
  expect(shown(pointsOf(period, "week", "UTC"))).toEqual([
    "2026-06-15T00:00:00.000Z",
    "2026-06-22T00:00:00.000Z",
    "2026-06-29T00:00:00.000Z",
  ]);
  expect(shown(pointsOf(period, "month", "UTC"))).toEqual([
    "2026-06-01T00:00:00.000Z",
    "2026-07-01T00:00:00.000Z",
  ]);
});

test("at most 1,000 points", () => {
  expect(pointsOf({ from: 0, to: 1_000 * 3_600_000 }, "hour", "UTC")).toHaveLength(1_000);
  expect(pointsOf({ from: 0, to: 1_001 * 3_600_000 }, "hour", "UTC")).toBeNull();
});

test("points grow, the first is at or before the begin and the last before the end, in every zone", () => {
  const zone = fc.constantFrom(
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kathmandu",
    "Pacific/Apia",
    "Australia/Lord_Howe",
  );
  const interval = fc.constantFrom("hour", "day", "week", "month" as const);
  const quarterHour = fc.integer({ min: 1_100_000, max: 2_100_000 });
  fc.assert(
    fc.property(
      zone,
      interval,
      quarterHour,
      fc.integer({ min: 1, max: 3_000 }),
      (name, kind, from, length) => {
        const period = { from: from * QUARTER_HOUR_MS, to: (from + length) * QUARTER_HOUR_MS };
        const points = pointsOf(period, kind, name) ?? [];
        expect(points[0]).toBeLessThanOrEqual(period.from);
        expect(points.at(-1)).toBeLessThan(period.to);
        for (let index = 1; index < points.length; index++) {
          expect(points[index]).toBeGreaterThan(Math.max(points[index - 1] ?? 0, period.from));
        }
      },
    ),
  );
});

test("a cut has whole days inside", () => {
  const from = utc("2026-06-01T10:00:00Z");
  expect(cutAtDays({ from, to: from + 3_600_000 })).toMatchObject({
    firstDay: from + 3_600_000,
    lastDay: from + 3_600_000,
  });
  expect(cutAtDays({ from, to: from + 2 * DAY_MS })).toMatchObject({
    firstDay: utc("2026-06-02T00:00:00Z"),
    lastDay: utc("2026-06-03T00:00:00Z"),
  });
});

test("only names of zones are zones", () => {
  expect(["UTC", "Europe/Berlin"].map(isTimeZone)).toEqual([true, true]);
  expect(["", "Mars/Base", "+01:00"].map(isTimeZone)).toEqual([false, false, false]);
});
