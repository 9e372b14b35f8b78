import { Fault } from "@waypost/kit/errors/fault.ts";
import { type Interval, isTimeZone, type Period, periodOf, pointsOf } from "./period.ts";

/** What was asked for, in epoch milliseconds; null stands for the default. */
export interface StatsQuestion {
  readonly from: number | null;
  readonly to: number | null;
  readonly interval: Interval | null;
  readonly timeZone: string;
}

export interface PlannedStats {
  readonly period: Period;
  readonly points: readonly number[];
}

/** The period and the points of a question, or the rule it breaks. */
export function planStats(
  question: StatsQuestion,
  now: number,
): PlannedStats | Fault<"period-invalid"> | Fault<"time-zone-unknown"> {
  if (!isTimeZone(question.timeZone)) {
    return new Fault("rule_violation", "time-zone-unknown", {
      detail: "The time zone is unknown. Use a name such as Europe/Berlin.",
      fields: [{ pointer: "/query/timeZone", detail: "is no name of the IANA time zone database" }],
    });
  }
  const period = periodOf(question.from, question.to, now);
  if (period === null || !isCalendar(period.from) || !isCalendar(period.to)) {
    return new Fault("rule_violation", "period-invalid", {
      detail: "The period must end after it begins and lie between the years 2000 and 2100.",
      fields: [{ pointer: "/query/to", detail: "must lie after the beginning of the period" }],
    });
  }
  if (question.interval === null) return { period, points: [] };
  const points = pointsOf(period, question.interval, question.timeZone);
  if (points !== null) return { period, points };
  return new Fault("rule_violation", "period-invalid", {
    detail:
      "The period gives more than 1,000 points at this interval. Ask for a shorter one or a longer interval.",
    fields: [{ pointer: "/query/interval", detail: "gives more than 1,000 points" }],
  });
}

function isCalendar(ms: number): boolean {
  return ms >= Date.UTC(2000, 0, 1) && ms <= Date.UTC(2101, 0, 1);
}
