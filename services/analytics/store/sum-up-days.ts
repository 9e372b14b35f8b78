import type { CallScope } from "@waypost/kit/db/connection.ts";
import { inTransaction } from "@waypost/kit/db/database.ts";
import { sql } from "kysely";
import { DAY_MS, quarterHourOf } from "../domain/click-time.ts";
import { lockRollups } from "./lock-rollups.ts";
import { mergeInto, trimRollups } from "./merge-rollups.ts";
import type { AnalyticsDatabase } from "./tables.ts";

/** How long a quarter-hour is left alone after its end; most late clicks have arrived by then. */
const SETTLED_MS = 60_000;

/** Until when quarter-hours are summed up in their days; for use in statements. */
export const daysUntil = sql`(select days_until from rollup_progress)`;

/**
 * Adds each quarter-hour that is over to its day, once; returns the number of roll-up rows. Clicks that arrive later
 * are added to both. One transaction a day, so that catching up after a long pause takes no long lock.
 */
export async function sumUpDays(database: AnalyticsDatabase, scope: CallScope, now: number): Promise<number> {
  const over = quarterHourOf(now - SETTLED_MS);
  let summedUp = 0;
  for (;;) {
    const step = await inTransaction(database, scope, async (tx) => {
      await lockRollups(tx);
      await sql`set local synchronous_commit = off; set local work_mem = '64MB'`.execute(tx);
      const progress = await sql<{ until: Date }>`select ${daysUntil} as until`.execute(tx);
      const until = progress.rows[0]?.until.getTime();
      if (until === undefined || until >= over) return undefined;
      const to = Math.min(over, (Math.floor(until / DAY_MS) + 1) * DAY_MS);
      const { rows } = await sql<{ ended: number; large: boolean }>`
        with ended as (
          select * from rollup_quarters where bucket >= ${new Date(until)} and bucket < ${new Date(to)}
        ),
        ${mergeInto("days", "ended")},
        moved as (update rollup_progress set days_until = ${new Date(to)})
        select (select count(*) from ended) as ended, exists (select from days_written where large) as large`.execute(
        tx,
      );
      if (rows[0]?.large) await trimRollups(tx, "days");
      return rows[0]?.ended ?? 0;
    });
    if (step === undefined) return summedUp;
    summedUp += step;
  }
}
