import type { Job } from "@waypost/kit/service/job.ts";
import type { WorkContext } from "../context.ts";
import { countsTeller } from "../store/count-events.ts";
import { foldFresh } from "../store/fold.ts";

const AT_ONCE = 100_000;

/** How many times as long as a fold took it rests afterwards. */
const REST = 10;
const MAX_REST_MS = 60_000;

/**
 * How long to leave fresh cells alone after a fold that took `tookMs`. Every cell that a fold touches is read and written
 * whole, so that folding less often costs less; what waits is read all the same.
 */
export function restAfterFold(tookMs: number): number {
  return Math.min(REST * tookMs, MAX_REST_MS);
}

/** Folds fresh cells into quarters, days and totals. Whatever is left unfolded is read all the same, only slower. */
export function foldRollups(ctx: WorkContext): Job {
  const tell = ctx.outbox.on ? countsTeller(ctx.now) : null;
  let notBefore = Number.NEGATIVE_INFINITY;
  return {
    name: "fold-rollups",
    schedule: { everyMs: 5_000 },
    async run(run) {
      const startedAt = performance.now();
      // Whoever asks for a run wants the cells folded now.
      if (startedAt < notBefore && run.trigger !== "request") return { folded: 0 };
      let folded = 0;
      for (;;) {
        const part = await foldFresh(ctx.database, run, AT_ONCE, tell);
        folded += part;
        if (part < AT_ONCE) break;
      }
      notBefore = performance.now() + restAfterFold(performance.now() - startedAt);
      ctx.outbox.wake();
      return { folded };
    },
  };
}
