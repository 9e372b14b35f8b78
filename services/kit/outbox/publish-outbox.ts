import type { Bus } from "../bus/port.ts";
import type { ServiceHost } from "../host/service-host.ts";
import type { Running } from "../lifecycle/running.ts";
import type { BackgroundTask } from "../lifecycle/spawn.ts";
import { openEventBus } from "./open-event-bus.ts";
import type { OutboxTables, PublishedOutbox } from "./outbox.ts";
import { OutboxPublisher, type OutboxPublisherOptions } from "./outbox-publisher.ts";
import { measureOutbox } from "./outbox-store.ts";

const closeMs = 5_000;
/** Longer than a publisher that was killed holds the others up. */
const lateMs = 60_000;

/** The publisher of a service's outbox, among what a process with the role `consumers` runs. */
export function publishOutbox(
  host: Pick<ServiceHost<unknown>, "bus" | "ops" | "store">,
  service: string,
  outbox: PublishedOutbox,
  beforeForgetting: OutboxPublisherOptions<OutboxTables>["beforeForgetting"],
): Running {
  const { log, metrics, readiness, background } = host.ops;
  const database = host.store.database<OutboxTables>();
  let bus: Bus | undefined;
  let task: BackgroundTask | undefined;
  return {
    name: "outbox",
    async start() {
      bus = await openEventBus(host, { [outbox.topic]: {} });
      readiness.addNote(`${service}-outbox`, async () => {
        const { pending, oldestAgeMs } = await measureOutbox(database.db);
        if (oldestAgeMs > lateMs)
          throw new Error(
            `${pending} events wait for the bus, the oldest for ${Math.round(oldestAgeMs / 1000)} s.`,
          );
      });
      const publisher = new OutboxPublisher({
        ...{ service, database, outbox, bus, log, metrics },
        ...(beforeForgetting === undefined ? {} : { beforeForgetting }),
      });
      task = background.spawn("outbox", service, (signal) => publisher.run(signal), {
        restart: "on-failure",
      });
    },
    async stop() {
      await task?.stop();
      await bus?.close(closeMs);
    },
  };
}
