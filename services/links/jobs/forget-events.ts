import type { Job } from "@waypost/kit/jobs/job.ts";
import { forgetSeen } from "@waypost/kit/outbox/seen-events.ts";
import type { LinksContext } from "../context.ts";

const dayMs = 86_400_000;
/** Longer than the outbox and the topic together may send an event again. */
const keptDays = 15;

/** Forgets which events were handled, once they can't come again. */
export function forgetEventsJob(ctx: LinksContext): Job {
  return {
    name: "forget-events",
    schedule: { cron: "41 2 * * *" },
    async run({ signal }) {
      const before = new Date(ctx.now() - keptDays * dayMs);
      return { forgotten: await forgetSeen(ctx.database.within({ signal }), before) };
    },
  };
}
