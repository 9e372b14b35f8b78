import type { Bus } from "../bus/port.ts";
import type { Database } from "../db/database.ts";
import type { ServiceHost } from "../host/service-host.ts";
import type { Running } from "../lifecycle/running.ts";
import type { BackgroundTask } from "../lifecycle/spawn.ts";
import { openEventBus } from "./open-event-bus.ts";
import type { OutboxTables, WakingOutbox } from "./outbox.ts";
import { OutboxPublisher, type OutboxPublisherOptions } from "./outbox-publisher.ts";
import { measureOutbox } from "./outbox-store.ts";

export interface PublishOutboxOptions<Tables extends OutboxTables>
  extends Pick<OutboxPublisherOptions<Tables>, "beforeForgetting"> {
  readonly service: string;
  readonly database: Database<Tables>;
  readonly outbox: WakingOutbox;
  readonly topic: string;
  /** The full name of the event message. */
  readonly type: string;
}

const closeMs = 5_000;
/** Longer than a publisher that was killed holds the others up. */
const lateMs = 60_000;

/** The publisher of a service's outbox, among what a process with the role `consumers` runs. */
export function publishOutbox<Tables extends OutboxTables>(
  host: Pick<ServiceHost<unknown>, "bus" | "ops">,
  options: PublishOutboxOptions<Tables>,
): Running {
  const { log, metrics, readiness, background } = host.ops;
  let bus: Bus | undefined;
  let task: BackgroundTask | undefined;
  return {
    name: "outbox",
    async start() {
      bus = await openEventBus(host, { [options.topic]: {} });
      readiness.addNote(`${options.service}-outbox`, async () => {
        const { pending, oldestAgeMs } = await measureOutbox(options.database.db);
        if (oldestAgeMs > lateMs)
          throw new Error(
            `${pending} events wait for the bus, the oldest for ${Math.round(oldestAgeMs / 1000)} s.`,
          );
      });
      const publisher = new OutboxPublisher({ ...options, bus, log, metrics });
      task = background.spawn("outbox", options.service, (signal) => publisher.run(signal), {
        restart: "on-failure",
      });
    },
    async stop() {
      await task?.stop();
      await bus?.close(closeMs);
    },
  };
}
