import type { ServiceHost } from "../host/service-host.ts";
import { purgeIdempotencyKeys } from "../http/postgres-idempotency.ts";
import type { Job } from "../jobs/job.ts";
import type { Running } from "../lifecycle/running.ts";
import { publishOutbox } from "../outbox/publish-outbox.ts";
import { forgetSeen, type SeenEventsTables } from "../outbox/seen-events.ts";
import type { AnyConfig, AnyService } from "./define-service.ts";

/** Longer than the outbox and a topic together may send an event again. */
const seenKeptMs = 15 * 86_400_000;
const batch = 1_000;

/** What runs beside the consumers of a service for the parts of kit that it uses. */
export function kitConsumers(
  { name, publishes }: AnyService,
  host: ServiceHost<AnyConfig>,
  context: unknown,
): Running[] {
  const published = publishes?.(context, host);
  if (!published?.outbox.on) return [];
  return [publishOutbox(host, name, published.outbox, published.beforeForgetting)];
}

/** The jobs that tidy up the parts of kit that a service uses. */
export function kitJobs({ uses = [] }: AnyService, host: ServiceHost<AnyConfig>): Job[] {
  return [
    ...(uses.includes("idempotency") ? [purgeIdempotencyKeysJob(host)] : []),
    ...(uses.includes("seen-events") ? [forgetEventsJob(host)] : []),
  ];
}

/** Until then expired keys only cost space, since each use looks at the time. */
function purgeIdempotencyKeysJob({ store, now }: ServiceHost<AnyConfig>): Job {
  return {
    name: "purge-idempotency-keys",
    schedule: { cron: "*/10 * * * *" },
    async run({ signal }) {
      const db = store.database().within({ signal });
      let purged = 0;
      for (let count = batch; count === batch; purged += count)
        count = await purgeIdempotencyKeys(db, new Date(now()), batch);
      return { purged };
    },
  };
}

/** Forgets which events were handled, once they can't come again. */
function forgetEventsJob({ store, now }: ServiceHost<AnyConfig>): Job {
  return {
    name: "forget-events",
    schedule: { cron: "41 2 * * *" },
    async run({ signal }) {
      const db = store.database<SeenEventsTables>().within({ signal });
      return { forgotten: await forgetSeen(db, new Date(now() - seenKeptMs)) };
    },
  };
}
