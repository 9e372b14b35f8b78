import type { Job } from "@waypost/kit/jobs/job.ts";
import type { AnalyticsContext } from "../context.ts";
import { DAY_MS, dayOf, dayText } from "../domain/click-time.ts";
import { destroyDayKeys, dropDay, forgetContentIds, partitionedDays } from "../store/days.ts";

/** Longer than anybody tries a request again, and than the log is kept. */
const CONTENT_ID_DAYS = 8;

/** Removes what is older than its retention: rows and visitors, a day later the keys, content ids. */
export function keepRetention(ctx: AnalyticsContext, retentionDays: number): Job {
  return {
    name: "keep-retention",
    schedule: { cron: "7 * * * *" },
    async run(run) {
      const db = ctx.database.within(run);
      const now = ctx.now();
      const oldest = dayOf(now) - retentionDays;
      const dropped: { day: string; rows: number }[] = [];
      for (const day of await partitionedDays(db)) {
        if (day < oldest) dropped.push({ day: dayText(day), rows: await dropDay(db, day) });
      }
      const keys = await destroyDayKeys(db, oldest - 1);
      const contentIds = await forgetContentIds(db, now - CONTENT_ID_DAYS * DAY_MS);
      return { dropped, keys, contentIds };
    },
  };
}
