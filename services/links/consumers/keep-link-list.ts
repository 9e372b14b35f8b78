import { CountsEventSchema } from "@waypost/gen/proto/waypost/events/v1/counts_pb.ts";
import { LinkEventSchema } from "@waypost/gen/proto/waypost/events/v1/link_pb.ts";
import type { Bus } from "@waypost/kit/bus/port.ts";
import type { Running } from "@waypost/kit/lifecycle/running.ts";
import { consumeEvents, type ReceivedEvent } from "@waypost/kit/outbox/event-consumer.ts";
import { type EventBusHost, openEventBus } from "@waypost/kit/outbox/open-event-bus.ts";
import type { LinksContext } from "../context.ts";
import { applyCounts, applyLinkEvents } from "../store/apply-events.ts";
import { linksTopic } from "../store/link-events.ts";
import { beginLinkList } from "../store/link-list.ts";
import { observeLinkList } from "./link-list-metrics.ts";

const countsTopic = "counts";
const consumer = "link-list";
const closeMs = 10_000;

/** Keeps the list of links from the events of links and of their counts. */
export function keepLinkList({ database }: Pick<LinksContext, "database">, host: EventBusHost): Running {
  let bus: Bus | undefined;
  const base = { service: "links", database, consumer, log: host.ops.log, metrics: host.ops.metrics };
  return {
    name: consumer,
    async start() {
      const complete = await beginLinkList(database.db);
      if (!complete)
        host.ops.log.warn(
          "There are links that the list of links does not have; lists read the links themselves until `npm run rebuild -- --read-model` has run",
        );
      observeLinkList(host.ops.metrics, database);
      bus = await openEventBus(host, {
        [linksTopic]: { owner: consumer },
        [countsTopic]: { owner: consumer },
      });
      consumeEvents({
        ...base,
        bus,
        topic: linksTopic,
        schema: LinkEventSchema,
        async apply(tx, events) {
          await applyLinkEvents(tx, events.map(sequenced));
        },
      });
      consumeEvents({
        ...base,
        bus,
        topic: countsTopic,
        schema: CountsEventSchema,
        apply: (tx, events) =>
          applyCounts(
            tx,
            events.map(({ event }) => event),
          ),
      });
    },
    async stop() {
      await bus?.close(closeMs);
    },
  };
}

/** The event with its number in the outbox, which the publisher gives it along. */
function sequenced<Event>({ event, eventId, record }: ReceivedEvent<Event>) {
  return { event, eventId, seq: Number(record.headers.ce_sequence ?? 0) };
}
