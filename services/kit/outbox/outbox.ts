import { v7 as uuidv7 } from "uuid";

/** The tables of an outbox, as each service's migrations make them. */
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

/** The outbox of a service, as its logic sees it. */
export interface Outbox {
  /** Whether events are wanted at all; without, nothing is written. */
  readonly on: boolean;
  /** Says that events were committed, so that a publisher in this process looks at once. Cheap. */
  wake(): void;
}

/** An outbox and the ear of its publisher. */
export class WakingOutbox implements Outbox {
  readonly on: boolean;
  #wake: () => void = () => undefined;

  constructor(on: boolean) {
    this.on = on;
  }

  wake(): void {
    this.#wake();
  }

  /** From now on `listener` is called with each {@link Outbox.wake}; it must be quick and not throw. */
  onWake(listener: () => void): void {
    this.#wake = listener;
  }
}

/** A new event id: UUIDv7, so that tables of them grow at one end. */
export function newEventId(): string {
  return uuidv7();
}
