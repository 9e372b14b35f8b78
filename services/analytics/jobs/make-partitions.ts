import type { Job } from "@waypost/kit/jobs/job.ts";
import type { AnalyticsContext } from "../context.ts";
import { dayOf } from "../domain/click-time.ts";
import { ensureDay } from "../store/days.ts";

const DAYS_AHEAD = 2;

/** Makes the partitions of the days to come, so that the consumer needn't at midnight. */
export function makePartitions(ctx: AnalyticsContext): Job {
  return {
    name: "make-partitions",
    schedule: { everyMs: 3_600_000 },
    async run(run) {
      const db = ctx.database.within(run);
      const today = dayOf(ctx.now());
      for (let day = today; day <= today + DAYS_AHEAD; day++) await ensureDay(db, day);
      return undefined;
    },
  };
}
