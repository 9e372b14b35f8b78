import type { Job } from "@waypost/kit/jobs/job.ts";
import type { LinksContext } from "../context.ts";
import { purgeIdempotencyKeys } from "../store/idempotency.ts";

const batch = 1_000;

/** Forgets idempotency keys after their 24 hours; until then they only cost space, since each use looks at the time. */
export function purgeIdempotencyKeysJob(ctx: LinksContext): Job {
  return {
    name: "purge-idempotency-keys",
    schedule: { cron: "*/10 * * * *" },
    async run({ signal }) {
      const db = ctx.database.within({ signal });
      let purged = 0;
      for (let count = batch; count === batch; purged += count)
        count = await purgeIdempotencyKeys(db, new Date(ctx.now()), batch);
      return { purged };
    },
  };
}
