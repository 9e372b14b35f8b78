import type { Call } from "@waypost/kit/call.ts";
import { inTransaction } from "@waypost/kit/db/database.ts";
import type { Interval, Period } from "../domain/period.ts";
import type { Dimension } from "../domain/rollups.ts";
import { readAsOf } from "./as-of.ts";
import { type Counts, noCounts } from "./click-counts.ts";
import { readCounts, readGroups, readSeries, type StatsGroup, type StatsScope } from "./read-stats.ts";
import type { AnalyticsDatabase } from "./tables.ts";

/** What is asked of a scope. */
export interface StatsQuestion {
  readonly scope: StatsScope;
  readonly period: Period;
  readonly interval: Interval | null;
  /** Where the points of the series begin; empty without an interval. */
  readonly points: readonly number[];
  readonly groupBy: Dimension | null;
  readonly groupLimit: number;
}

export interface StatsReport {
  readonly asOf: Date;
  readonly counts: Counts;
  readonly series: readonly (Counts & { readonly start: number })[];
  readonly groups: readonly StatsGroup[];
  /** The groups beyond the limit. */
  readonly other: Counts;
}

/** Totals, series and groups of one moment, so that they add up. */
export async function readStatsReport(
  database: AnalyticsDatabase,
  call: Pick<Call, "signal" | "deadline">,
  now: number,
  question: StatsQuestion,
): Promise<StatsReport> {
  const { scope, period, points, groupBy, groupLimit } = question;
  return await inTransaction(
    database,
    call,
    async (tx) => {
      const asOf = await readAsOf(tx, now);
      const counts = await readCounts(tx, scope, period);
      const series = points.length === 0 ? [] : await readSeries(tx, scope, period, points);
      const groups = groupBy === null ? [] : await readGroups(tx, scope, period, groupBy);
      return {
        asOf,
        counts,
        series: points.map((start, index) => ({ start, ...(series[index] ?? noCounts) })),
        groups: groups.slice(0, groupLimit),
        other: groups.slice(groupLimit).reduce<Counts>(add, noCounts),
      };
    },
    { isolation: "repeatable read", readOnly: true },
  );
}

function add(a: Counts, b: Counts): Counts {
  return { human: a.human + b.human, bot: a.bot + b.bot, uniq: a.uniq + b.uniq };
}
