import type { Job } from "@waypost/kit/service/job.ts";
import type { AnalyticsContext } from "../context.ts";
import { foldFresh } from "../store/fold.ts";

const AT_ONCE = 100_000;

/** Folds fresh cells into quarters, days and totals. Whatever is left unfolded is read all the same, only slower. */
export function foldRollups(ctx: AnalyticsContext): Job {
  return {
    name: "fold-rollups",
    everyMs: 5_000,
    async run(run) {
      let folded = 0;
      for (;;) {
        const part = await foldFresh(ctx.database, run, AT_ONCE);
        folded += part;
        if (part < AT_ONCE) return { folded };
      }
    },
  };
}
