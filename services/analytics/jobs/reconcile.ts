import type { Job } from "@waypost/kit/jobs/job.ts";
import type { AnalyticsContext } from "../context.ts";
import { reconcileRollups } from "../store/reconcile.ts";

const SHOWN = 20;

/** Looks once a day whether counts are what rows say, and reports what isn't; `npm run rebuild` puts it right. */
export function reconcile(ctx: AnalyticsContext): Job {
  return {
    name: "reconcile",
    schedule: { cron: "20 3 * * *" },
    takesPeriods: true,
    timeoutMs: 3_600_000,
    async run(run) {
      const options = { now: ctx.now(), apply: false, ...run.period };
      const { from, to, clicks, lanes, counts } = await reconcileRollups(ctx.database, run, options);
      const drift = { lanes: lanes.length, counts: counts.length };
      if (drift.lanes + drift.counts > 0) {
        run.log.error(
          { ...drift, firstLanes: lanes.slice(0, SHOWN), firstCounts: counts.slice(0, SHOWN) },
          "Counts are not what the rows say; npm run rebuild -- --apply makes the roll-ups anew",
        );
      }
      return {
        from,
        to,
        clicks,
        drift,
        firstLanes: lanes.slice(0, SHOWN),
        firstCounts: counts.slice(0, SHOWN),
      };
    },
  };
}
