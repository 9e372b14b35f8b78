import { DAY_MS, QUARTER_HOUR_MS } from "./click-time.ts";

export type Interval = "hour" | "day" | "week" | "month";

/** A period of whole UTC quarter-hours; `to` is exclusive. Epoch milliseconds. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

/** The longest series. */
export const MAX_POINTS = 1_000;
const DEFAULT_DAYS = 30;

/** The period asked for, `from` rounded down and `to` up; null when it doesn't end after it begins. */
export function periodOf(from: number | null, to: number | null, now: number): Period | null {
  const end = Math.ceil((to ?? now) / QUARTER_HOUR_MS) * QUARTER_HOUR_MS;
  const begin = Math.floor((from ?? end - DEFAULT_DAYS * DAY_MS) / QUARTER_HOUR_MS) * QUARTER_HOUR_MS;
  return begin < end ? { from: begin, to: end } : null;
}

/** Whether the runtime knows the time zone. */
export function isTimeZone(name: string): boolean {
  try {
    // An offset such as +01:00 is taken by the calendar too, but is no name of the IANA database.
    return (
      !/^[+-]/.test(name) && new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions() !== null
    );
  } catch {
    return false;
  }
}

/**
 * Where the points of a series begin: at whole hours, midnights, Monday midnights or firsts of the month in the time
 * zone, the first at or before the period's begin. Where a change of the clock skips midnight, the day begins
 * with its first moment; the hour that it repeats is two points. Null when there would be more than 1,000.
 */
export function pointsOf(period: Period, interval: Interval, timeZone: string): number[] | null {
  const points: number[] = [];
  let point = firstPoint(period.from, interval, timeZone);
  while (point.epochMilliseconds < period.to) {
    if (points.length === MAX_POINTS) return null;
    points.push(point.epochMilliseconds);
    point = nextPoint(point, interval);
  }
  return points;
}

function firstPoint(from: number, interval: Interval, timeZone: string): Temporal.ZonedDateTime {
  const begin = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(timeZone);
  switch (interval) {
    case "hour":
      return begin.round({ smallestUnit: "hour", roundingMode: "floor" });
    case "day":
      return begin.startOfDay();
    case "week":
      return begin.subtract({ days: begin.dayOfWeek - 1 }).startOfDay();
    case "month":
      return begin.with({ day: 1 }).startOfDay();
  }
}

function nextPoint(point: Temporal.ZonedDateTime, interval: Interval): Temporal.ZonedDateTime {
  switch (interval) {
    case "hour":
      return point.add({ hours: 1 });
    case "day":
      return point.add({ days: 1 }).startOfDay();
    case "week":
      return point.add({ days: 7 }).startOfDay();
    case "month":
      return point.add({ months: 1 }).startOfDay();
  }
}

/** A period cut at midnights in UTC: whole days are read as such, the rest by the quarter-hour. */
export interface Cut {
  readonly from: number;
  /** First and last midnight; both `to` when the period holds no whole day. */
  readonly firstDay: number;
  readonly lastDay: number;
  readonly to: number;
}

export function cutAtDays({ from, to }: Period): Cut {
  const firstDay = Math.ceil(from / DAY_MS) * DAY_MS;
  const lastDay = Math.floor(to / DAY_MS) * DAY_MS;
  return firstDay < lastDay ? { from, firstDay, lastDay, to } : { from, firstDay: to, lastDay: to, to };
}
