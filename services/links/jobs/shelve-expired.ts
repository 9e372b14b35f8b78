import type { Job } from "@waypost/kit/jobs/job.ts";
import type { LinksContext } from "../context.ts";
import { shelveExpired } from "../store/expiry.ts";

const batch = 1_000;

/** Moves links that have expired to the shelf of expired ones, so that lists of live links need not pass them. */
export function shelveExpiredJob(ctx: LinksContext): Job {
  return {
    name: "shelve-expired",
    schedule: { everyMs: 10_000 },
    async run({ signal }) {
      const db = ctx.database.within({ signal });
      let shelved = 0;
      for (let count = batch; count === batch; shelved += count)
        count = await shelveExpired(db, new Date(ctx.now()), batch);
      if (ctx.lists.from === "model")
        for (let count = batch; count === batch; )
          count = await shelveExpired(db, new Date(ctx.now()), batch, "link_list");
      return { shelved };
    },
  };
}
