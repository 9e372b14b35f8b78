import type { Job } from "@waypost/kit/jobs/job.ts";
import type { AnalyticsContext } from "../context.ts";
import { countsTeller } from "../store/count-events.ts";
import { foldAll } from "../store/fold.ts";
import { sumUpDays } from "../store/sum-up-days.ts";

/** How many times as long as a fold took it rests afterwards. */
const REST = 10;
const MAX_REST_MS = 60_000;

/**
 * How long to leave fresh roll-up rows alone after a fold that took `tookMs`. Every roll-up row that a fold touches is
 * read and written whole, so that folding less often costs less; what waits is read all the same.
 */
export function restAfterFold(tookMs: number): number {
  return Math.min(REST * tookMs, MAX_REST_MS);
}

/**
 * Folds fresh roll-up rows into quarter-hours and totals, and quarter-hours that are over into days. Whatever is left
 * unfolded is read all the same, only slower.
 */
export function foldRollups(ctx: AnalyticsContext): Job {
  const tell = countsTeller(ctx.outbox, ctx.now);
  let notBefore = Number.NEGATIVE_INFINITY;
  return {
    name: "fold-rollups",
    schedule: { everyMs: 5_000 },
    async run(run) {
      const startedAt = performance.now();
      // A requested run folds at once, without the rest.
      if (startedAt < notBefore && run.trigger !== "request") return { folded: 0 };
      const folded = await foldAll(ctx.database, run, tell);
      await sumUpDays(ctx.database, run, ctx.now());
      notBefore = performance.now() + restAfterFold(performance.now() - startedAt);
      return { folded };
    },
  };
}
