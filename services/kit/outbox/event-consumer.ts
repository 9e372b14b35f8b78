import type { DescMessage, MessageShape } from "@bufbuild/protobuf";
import { fromBinary } from "@bufbuild/protobuf";
import { createValidator } from "@bufbuild/protovalidate";
import type { Logger } from "pino";
import type { Registry } from "prom-client";
import type { Bus, BusRecord, Subscription } from "../bus/port.ts";
import { uuidText } from "../bytes/uuid-bytes.ts";
import { type Database, inTransaction, type Tx } from "../db/database.ts";
import { stateOf } from "../db/errors.ts";
import { counter } from "../telemetry/metrics.ts";
import { keepRefused, noteUnseen, type SeenEventsTables } from "./seen-events.ts";

/** What every event message has, beside the kind of change. */
interface EventShape {
  readonly eventId: Uint8Array;
  readonly kind: { readonly case: string | undefined };
}

/** An event that was not handled before, with the record it came in. */
export interface ReceivedEvent<Event> {
  readonly eventId: string;
  readonly event: Event;
  readonly record: BusRecord;
}

export interface EventConsumerOptions<Tables extends SeenEventsTables, Desc extends DescMessage> {
  readonly service: string;
  readonly database: Database<Tables>;
  readonly bus: Pick<Bus, "subscribe">;
  readonly topic: string;
  /** Names the group on the bus and the notes of handled events. */
  readonly consumer: string;
  /** A message with the fields `event_id` and `kind`, such as `waypost.events.v1.LinkEvent`. */
  readonly schema: Desc;
  readonly log: Logger;
  readonly metrics: Registry;
  /**
   * Does what the events ask for; all of it belongs to the transaction in which they are noted as handled. The events are
   * in the order of the bus: within a lane that of publishing, between lanes any, so an older version may follow a newer.
   */
  apply(tx: Tx<Tables>, events: readonly ReceivedEvent<MessageShape<Desc>>[]): Promise<void>;
}

class UnreadableEvent extends Error {}

const transactionMs = 30_000;

/**
 * Consumes the events of an outbox: at least once from the bus, once in the database, since the ids of handled events
 * are noted in the transaction of their effects and known ones are dropped. What can't be read, is of a kind that this
 * version doesn't know, or is refused by the database for its data goes to `refused_events`, and the rest goes on.
 */
export function consumeEvents<Tables extends SeenEventsTables, Desc extends DescMessage>(
  options: EventConsumerOptions<Tables, Desc>,
): Subscription {
  const { service, database, bus, topic, consumer, log } = options;
  const handled = counter(options.metrics, {
    name: "waypost_events_handled_total",
    help: "Events of other services by what became of them: applied, known before and dropped, or refused.",
    labels: ["service", "consumer", "outcome"],
  });
  const count = (outcome: string, events: number) => handled.inc({ service, consumer, outcome }, events);
  for (const outcome of ["applied", "known", "refused"]) count(outcome, 0);
  const validator = createValidator();

  const read = (record: BusRecord): ReceivedEvent<MessageShape<Desc>> => {
    const event = readEvent(options.schema, record.payload);
    const result = validator.validate(options.schema, event);
    if (result.kind !== "valid") throw new UnreadableEvent(`invalid: ${result.error?.message}`);
    return { eventId: uuidText(shapeOf(event).eventId), event, record };
  };
  const refuse = async (tx: Parameters<typeof keepRefused<Tables>>[0], record: BusRecord, reason: string) => {
    const { lane, seq, headers, payload } = record;
    await keepRefused(tx, { consumer, topic, lane, seq, headers, payload, reason });
    log.error({ topic, lane, seq, reason }, "An event could not be handled and was put into refused_events");
  };

  return bus.subscribe({
    topic,
    group: consumer,
    maxBatch: 500,
    backoff: { firstMs: 100, maxMs: 5_000 },
    async handle(batch, signal) {
      const events: ReceivedEvent<MessageShape<Desc>>[] = [];
      const refused: { record: BusRecord; reason: string }[] = [];
      for (const record of batch) {
        try {
          events.push(read(record));
        } catch (error) {
          if (!(error instanceof UnreadableEvent)) throw error;
          refused.push({ record, reason: error.message });
        }
      }
      const scope = { signal: AbortSignal.any([signal, AbortSignal.timeout(transactionMs)]) };
      const fresh = await inTransaction(database, scope, async (tx) => {
        const unseen = new Set(
          await noteUnseen(
            tx,
            consumer,
            events.map((event) => event.eventId),
          ),
        );
        // An id that comes twice in one batch counts at its first place.
        const wanted = events.filter((event) => unseen.delete(event.eventId));
        if (wanted.length > 0) await options.apply(tx, wanted);
        for (const { record, reason } of refused) await refuse(tx, record, reason);
        return wanted.length;
      });
      count("applied", fresh);
      count("known", events.length - fresh);
      count("refused", refused.length);
    },
    poison: {
      isPoison: (error) => /^(22|23)/.test(stateOf(error) ?? ""),
      async setAside(record, error) {
        await refuse(database.db, record, error instanceof Error ? error.message : String(error));
        count("refused", 1);
      },
    },
  });
}

function readEvent<Desc extends DescMessage>(schema: Desc, payload: Uint8Array): MessageShape<Desc> {
  let event: MessageShape<Desc>;
  try {
    event = fromBinary(schema, payload);
  } catch (error) {
    throw new UnreadableEvent(`undecodable: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (shapeOf(event).kind.case === undefined && event.$unknown !== undefined)
    throw new UnreadableEvent("unknown-kind: this version does not know the kind of the event");
  return event;
}

/** Every event message has these fields; see proto/waypost/events/v1. */
function shapeOf(event: unknown): EventShape {
  return event as EventShape;
}
