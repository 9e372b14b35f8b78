import { create, type DescMessage, type MessageInitShape, toBinary } from "@bufbuild/protobuf";
import { v7 as uuidv7 } from "uuid";
import { uuidBytes } from "../bytes/uuid-bytes.ts";
import type { Call } from "../call.ts";
import type { KitPart } from "../db/kit-parts.ts";

/** The tables of an outbox, as kit's part `outbox` makes them. */
export interface OutboxTables {
  readonly outbox: unknown;
  readonly outbox_turn: unknown;
}

/** An event to be published, written in the transaction of the change it tells of. */
export interface OutboxEvent {
  /** UUIDv7; the same however often the event is sent. It is in the payload as well. */
  readonly eventId: string;
  /** What was changed; events of one aggregate are published in the order in which its changes were committed. */
  readonly aggregateId: string;
  readonly workspaceId: string | null;
  /** 32 hex digits: the trace of the request that made the change. */
  readonly traceId: string | null;
  /** Protobuf of `proto/waypost/events`; at most 64 KiB. */
  readonly payload: Uint8Array;
}

/** An outbox as its publisher sees it: where its events go, the name of their message, and when to look for new ones. */
export type PublishedOutbox = Pick<Outbox<DescMessage>, "on" | "topic" | "onWake"> & {
  readonly event: Pick<DescMessage, "typeName">;
};

/** A change as logic tells of it; what else its event needs comes from the call and the outbox. */
export interface EventDraft<Desc extends DescMessage> {
  /** What was done: the field of the message's `kind` and its value. */
  readonly kind: KindOf<Desc>;
  /** What was changed. Its row was locked or made before by the same transaction. */
  readonly aggregateId: string;
  /** Default: the workspace of the call. */
  readonly workspaceId?: string;
  /** For the audit trail only: what is to be known of the aggregate before and after, as JSON; never a secret. */
  readonly before?: object;
  readonly after?: object;
}

type KindOf<Desc extends DescMessage> =
  MessageInitShape<Desc> extends {
    readonly kind?: infer Kind;
  }
    ? NonNullable<Kind>
    : never;

/** What made a change: a {@link Call}, or the run of a job, which has none of this. */
export type Cause = Partial<
  Pick<Call, "traceId" | "workspaceId" | "actor" | "operation" | "address" | "requestId">
>;

export interface OutboxOptions<Desc extends DescMessage> {
  /** Where the events go; the service declares that it writes this topic. */
  readonly topic: string;
  /** An event message with the fields `event_id`, `occurred_at_ms` and `kind`; see proto/waypost/events/v1. */
  readonly event: Desc;
  /** What the service declares; with `audit`, each change is written to the audit trail too, also when events are off. */
  readonly uses: readonly KitPart[];
}

/**
 * What the changes of a service become: events of its declared message. Logic reaches it through
 * {@link inTransaction}; only what writes events in a statement of its own asks for {@link Outbox.eventOf}.
 */
export class Outbox<Desc extends DescMessage> {
  readonly topic: string;
  readonly event: Desc;
  /** Whether events are wanted at all; without, nothing is encoded, written or published. */
  readonly on: boolean;
  readonly audited: boolean;
  readonly #now: () => number;
  #wake: () => void = () => undefined;

  constructor(
    { config, now }: { readonly config: { readonly outbox: boolean }; now(): number },
    { topic, event, uses }: OutboxOptions<Desc>,
  ) {
    this.topic = topic;
    this.event = event;
    this.on = config.outbox;
    this.audited = uses.includes("audit");
    this.#now = now;
  }

  /** The event of a change, or null when events are off. */
  eventOf(
    cause: Cause,
    { kind, aggregateId, workspaceId = cause.workspaceId }: EventDraft<Desc>,
  ): OutboxEvent | null {
    if (!this.on) return null;
    const eventId = uuidv7();
    const fields = { eventId: uuidBytes(eventId), occurredAtMs: BigInt(this.#now()), kind };
    // Every event message has these fields, which the type of a message that is not known yet can't say.
    const message = create(this.event, fields as unknown as MessageInitShape<Desc>);
    return {
      eventId,
      aggregateId,
      workspaceId: workspaceId || null,
      traceId: cause.traceId ?? null,
      payload: toBinary(this.event, message),
    };
  }

  /** Says that events were committed, so that a publisher in this process looks at once. Cheap. */
  wake(): void {
    this.#wake();
  }

  /** From now on `listener` is called with each {@link Outbox.wake}; it must be quick and not throw. */
  onWake(listener: () => void): void {
    this.#wake = listener;
  }
}
