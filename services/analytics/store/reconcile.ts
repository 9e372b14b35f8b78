import type { CallScope } from "@waypost/kit/db/connection.ts";
import { sql } from "kysely";
import { DAY_MS, dayOf, quarterHourOf } from "../domain/click-time.ts";
import { oldestWholeDay } from "./days.ts";
import { type CountDrift, driftOfCounts, driftOfLanes, type LaneDrift } from "./rollup-drift.ts";
import { rewriteDay, rewriteTotals } from "./rollup-rewrite.ts";
import type { AnalyticsDatabase } from "./tables.ts";

export interface Reconciliation {
  /** The complete quarter-hours that were compared, from midnight UTC of the oldest day that has its rows. */
  readonly from: Date;
  readonly to: Date;
  /** Rows in this period. */
  readonly clicks: number;
  readonly lanes: readonly LaneDrift[];
  /** The first 1,000. */
  readonly counts: readonly CountDrift[];
  /**
   * How many days of roll-ups were made anew; totals, which belong to no day, are made anew wherever something differs.
   */
  readonly rewrittenDays: number;
}

export interface ReconcileOptions {
  readonly now: number;
  /** Only the days that this period touches. Default: all whose rows are kept. */
  readonly from?: Date;
  readonly to?: Date;
  /** Makes the roll-ups of days that drift anew. */
  readonly apply: boolean;
}

const MAX_DRIFTS = 1_000;

/**
 * Compares what is counted with what is there, in one snapshot: the stored clicks of each lane with its rows, and the
 * roll-ups of every complete quarter-hour, from the oldest day that still has all its rows, with their sums; older
 * roll-ups are never touched. Folding waits meanwhile, consumers don't.
 */
export async function reconcileRollups(
  database: AnalyticsDatabase,
  scope: CallScope,
  options: ReconcileOptions,
): Promise<Reconciliation> {
  const { from: wantedFrom, to: wantedTo } = options;
  const newest = quarterHourOf(options.now);
  const to = Math.min(newest, wantedTo === undefined ? newest : (dayOf(wantedTo.getTime() - 1) + 1) * DAY_MS);
  const connected = database.within(scope).connection();
  return await connected.execute(async (connection) => {
    // Before the snapshot is taken: a fold between the two would be in the tables and not in the snapshot.
    await sql`select pg_advisory_lock(hashtext('waypost.analytics.rollups'))`.execute(connection);
    try {
      const transaction = connection.transaction().setIsolationLevel("repeatable read");
      return await transaction.execute(async (tx) => {
        // Never by the setting for retention: it may have been raised since, and a script may not have it.
        const oldest = (await oldestWholeDay(tx, dayOf(options.now))) * DAY_MS;
        const from = Math.max(
          oldest,
          wantedFrom === undefined ? oldest : dayOf(wantedFrom.getTime()) * DAY_MS,
        );
        await sql`set local work_mem = '64MB'`.execute(tx);
        const lanes = await driftOfLanes(tx);
        const { clicks, counts } = await driftOfCounts(tx, from, to, MAX_DRIFTS);
        const mended = options.apply ? counts : [];
        // A total is of no day, wherever it is listed.
        const ofDays = mended.filter(({ what }) => what !== "total");
        const days = new Set(ofDays.map(({ bucket }) => dayOf(bucket.getTime())));
        for (const day of days) await rewriteDay(tx, day * DAY_MS, Math.min((day + 1) * DAY_MS, to));
        if (mended.length > 0) await rewriteTotals(tx);
        const period = { from: new Date(from), to: new Date(to) };
        return { ...period, clicks, lanes, counts, rewrittenDays: days.size };
      });
    } finally {
      await sql`select pg_advisory_unlock(hashtext('waypost.analytics.rollups'))`.execute(connection);
    }
  });
}
