import { create, toBinary } from "@bufbuild/protobuf";
import { CountsEventSchema } from "@waypost/gen/proto/waypost/events/v1/counts_pb.ts";
import { uuidBytes } from "@waypost/kit/bytes/uuid-bytes.ts";
import { newEventId, type OutboxEvent } from "@waypost/kit/outbox/outbox.ts";
import { writeEvents } from "@waypost/kit/outbox/outbox-store.ts";
import { readAsOf } from "./as-of.ts";
import type { RaisedCounts, RaisedTeller } from "./fold.ts";

/** The topic of counts of links. */
export const countsTopic = "counts";

/** As many as the contract allows in one event. */
const perEvent = 500;
/** Without any click, the time up to which counts are complete is still told this often. */
const quietMs = 30_000;
/** Folds follow each other, and so do their events: they are one aggregate. */
const aggregateId = "00000000-0000-7000-8000-00000000c0de";

/** Writes what each fold raised to the outbox, in the fold's transaction. */
export function countsTeller(now: () => number): RaisedTeller {
  let toldAt = 0;
  return {
    readAsOf: (tx) => readAsOf(tx, now()),
    async tell(tx, raised, asOf) {
      const at = now();
      if (raised.length === 0 && at < toldAt + quietMs) return;
      toldAt = at;
      const events: OutboxEvent[] = [];
      for (let from = 0; from < Math.max(1, raised.length); from += perEvent) {
        const last = from + perEvent >= raised.length;
        events.push(countsEvent(raised.slice(from, from + perEvent), last ? asOf : null, at));
      }
      await writeEvents(tx, events);
    },
  };
}

function countsEvent(raised: readonly RaisedCounts[], asOf: Date | null, at: number): OutboxEvent {
  const eventId = newEventId();
  const event = create(CountsEventSchema, {
    eventId: uuidBytes(eventId),
    occurredAtMs: BigInt(at),
    kind: {
      case: "linkCountsRose",
      value: {
        links: raised.map(({ linkId, human, bot, uniq }) => ({
          linkId: uuidBytes(linkId),
          human: BigInt(human),
          bot: BigInt(bot),
          unique: BigInt(uniq),
        })),
        asOfMs: BigInt(asOf?.getTime() ?? 0),
      },
    },
  });
  return {
    eventId,
    aggregateId,
    workspaceId: null,
    traceId: null,
    payload: toBinary(CountsEventSchema, event),
  };
}
