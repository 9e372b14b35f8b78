import { fromBinary } from "@bufbuild/protobuf";
import { LinkEventSchema } from "@waypost/gen/proto/waypost/events/v1/link_pb.ts";
import type { Bus } from "@waypost/kit/bus/port.ts";
import type { Running } from "@waypost/kit/lifecycle/running.ts";
import { type EventBusHost, openEventBus } from "@waypost/kit/outbox/open-event-bus.ts";
import type { LinksContext } from "../context.ts";
import { linkOfEvent, linksTopic } from "../store/link-events.ts";

const consumer = "link-cache";
const closeMs = 5_000;

/**
 * Tells the caches of every process, by Redis, which links changed: a second way, for changes whose process ended
 * between its commit and telling, and for ears that PostgreSQL's notification did not reach. To be told twice does
 * nothing, so no notes are kept of what was told.
 */
export function announceChanges({ visitors }: Pick<LinksContext, "visitors">, host: EventBusHost): Running {
  let bus: Bus | undefined;
  return {
    name: consumer,
    async start() {
      bus = await openEventBus(host, { [linksTopic]: {} });
      bus.subscribe({
        topic: linksTopic,
        group: consumer,
        async handle(batch) {
          for (const { payload, lane, seq } of batch) {
            try {
              const code = linkOfEvent(fromBinary(LinkEventSchema, payload))?.code;
              if (code !== undefined) visitors.forget(code);
            } catch (error) {
              host.ops.log.warn(
                { err: error, lane, seq },
                "An event of a link can't be read; no cache is told of it",
              );
            }
          }
        },
      });
    },
    async stop() {
      await bus?.close(closeMs);
    },
  };
}
