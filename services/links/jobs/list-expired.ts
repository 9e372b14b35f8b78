import type { Job } from "@waypost/kit/jobs/job.ts";
import type { LinksContext } from "../context.ts";
import { listAsExpired } from "../store/expiry.ts";

const batch = 1_000;

/** Moves links that have expired to the expired ones in lists, so that lists of live links need not pass them. */
export function listExpiredJob(ctx: LinksContext): Job {
  return {
    // The name under which running installations have its schedule and history.
    name: "shelve-expired",
    schedule: { everyMs: 10_000 },
    async run({ signal }) {
      const db = ctx.database.within({ signal });
      let moved = 0;
      for (let count = batch; count === batch; moved += count)
        count = await listAsExpired(db, new Date(ctx.now()), batch);
      if (ctx.lists.from === "model")
        for (let count = batch; count === batch; )
          count = await listAsExpired(db, new Date(ctx.now()), batch, "link_list");
      return { moved };
    },
  };
}
