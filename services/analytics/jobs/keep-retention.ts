import { inTransaction } from "@waypost/kit/db/database.ts";
import type { Job } from "@waypost/kit/jobs/job.ts";
import type { AnalyticsContext } from "../context.ts";
import { DAY_MS, dayOf, dayText } from "../domain/click-time.ts";
import { destroyDayKeys, dropDay, dropLateRows, forgetContentIds, partitionedDays } from "../store/days.ts";

/** Longer than requests are retried and the log is kept. */
const CONTENT_ID_DAYS = 8;

/**
 * Removes what is older than its retention: rows and visitors, a day later the keys, content ids. A day that can't be
 * removed now, as a reader holds it, doesn't stop the rest from being removed; the run fails at its end.
 */
export function keepRetention(ctx: AnalyticsContext, retentionDays: number): Job {
  return {
    name: "keep-retention",
    schedule: { cron: "7 * * * *" },
    async run(run) {
      const db = ctx.database.within(run);
      const now = ctx.now();
      const oldest = dayOf(now) - retentionDays;
      const keys = await destroyDayKeys(db, oldest - 1);
      const contentIds = await forgetContentIds(db, now - CONTENT_ID_DAYS * DAY_MS);
      const dropped: { day: string; rows: number }[] = [];
      const kept: { day: string; error: unknown }[] = [];
      for (const number of await partitionedDays(db)) {
        if (number >= oldest) continue;
        const day = dayText(number);
        try {
          dropped.push({ day, rows: await dropDay(db, number) });
        } catch (error) {
          if (run.signal.aborted) throw error;
          kept.push({ day, error });
        }
      }
      if (kept.length > 0) {
        const days = kept.map(({ day }) => day).join(", ");
        throw new Error(`The rows of ${days} could not be removed; the next run tries again.`, {
          cause: kept[0]?.error,
        });
      }
      const late = await inTransaction(ctx.database, run, (tx) => dropLateRows(tx, oldest));
      return { dropped, late, keys, contentIds };
    },
  };
}
