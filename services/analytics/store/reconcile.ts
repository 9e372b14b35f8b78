import type { CallScope } from "@waypost/kit/db/connection.ts";
import { withTransaction } from "@waypost/kit/db/database.ts";
import { sql } from "kysely";
import { DAY_MS, dayOf, dayText, quarterOf } from "../domain/click-time.ts";
import { lockRollups } from "./fold.ts";
import type { AnalyticsDatabase, AnalyticsTx } from "./tables.ts";

/** A lane whose count of stored clicks is not the number of its rows. */
export interface LaneDrift {
  readonly lane: string;
  readonly stored: number;
  readonly rows: number;
}

/** A quarter in which a scope's roll-ups say something else than its rows. */
export interface CellDrift {
  readonly scope: string;
  readonly bucket: Date;
  readonly what: string;
  readonly rolledUp: number;
  readonly rows: number;
}

export interface Reconciliation {
  /** The complete quarters that were compared, from midnight UTC of the oldest day that has its rows. */
  readonly from: Date;
  readonly to: Date;
  readonly clicks: number;
  readonly lanes: readonly LaneDrift[];
  /** At most 1,000 of them. */
  readonly cells: readonly CellDrift[];
  /** Whether the roll-ups were put right. */
  readonly applied: boolean;
}

const MAX_DRIFTS = 1_000;

export interface ReconcileOptions {
  readonly now: number;
  readonly retentionDays: number;
  /** Rewrites the roll-ups of the days that drift. */
  readonly apply: boolean;
}

/**
 * Compares what is counted with what is there, in one snapshot: the stored clicks of each lane with its rows, and the
 * roll-ups of every complete quarter whose rows are kept with their sums; older roll-ups are never touched. Folding
 * waits meanwhile, the consumer doesn't.
 */
export async function reconcileRollups(
  database: AnalyticsDatabase,
  scope: CallScope,
  options: ReconcileOptions,
): Promise<Reconciliation> {
  const from = (dayOf(options.now) - options.retentionDays) * DAY_MS;
  const to = quarterOf(options.now);
  return await database.within(scope).connection().execute(async (connection) => {
    // Before the snapshot is taken: what is folded now would otherwise be missed by it.
    await sql`select pg_advisory_lock(hashtext('waypost.analytics.rollups'))`.execute(connection);
    try {
      return await connection
        .transaction()
        .setIsolationLevel("repeatable read")
        .execute(async (tx) => {
          await sql`set local statement_timeout = 0; set local work_mem = '64MB'`.execute(tx);
          const period = sql`bucket >= ${new Date(from)} and bucket < ${new Date(to)}`;
          const lanes = await driftOfLanes(tx);
          const { clicks, cells } = await driftOfCells(tx, period, from, to);
          if (options.apply && cells.length > 0) await rewrite(tx, from, to);
          return {
            from: new Date(from),
            to: new Date(to),
            clicks,
            lanes,
            cells,
            applied: options.apply && cells.length > 0,
          };
        });
    } finally {
      await sql`select pg_advisory_unlock(hashtext('waypost.analytics.rollups'))`.execute(connection);
    }
  });
}
