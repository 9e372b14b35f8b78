import type { Kafka } from "kafkajs";
import type { BusObserver } from "../bus/port.ts";
import type { Timers } from "../bus/timers.ts";
import { pause } from "../lifecycle/pause.ts";
import type { Log } from "../telemetry/log.ts";
import type { AssignedPartitions } from "./assigned-partitions.ts";
import { GroupMember, type MemberTuning } from "./group-member.ts";
import type { FetchedBatch } from "./partition-reader.ts";
import type { Held } from "./sticky-assigner.ts";

/** What a subscription lends to the one who takes in for it. */
export interface GroupReaderContext {
  /** A client of its own: the library mixes up the offsets of a group's consumers that share one. */
  readonly connect: () => Promise<Kafka>;
  /** The topic's name at the broker. */
  readonly kafkaTopic: string;
  readonly groupId: string;
  readonly facts: { readonly topic: string; readonly group: string };
  readonly maxBatch: number;
  readonly observer: BusObserver;
  readonly timers: Timers;
  readonly tuning: MemberTuning;
  readonly stopping: AbortSignal;
  /** Something came or changed. */
  readonly wake: () => void;
  readonly log: Log | undefined;
}

/** A share of the partitions that the group gave to this member, until it shares them out anew. */
export interface Share {
  readonly partitions: readonly number[];
}

/**
 * Takes in what members of a group fetch, one member after the other: the memory between the library, which calls when it
 * likes, and the loop that hands records over.
 *
 * A share is first only known, then begun: with the position looked up, its partitions are fetched. Whoever finds that
 * something doesn't fit calls {@link GroupReader.lookAgain}; what is fetched then counts for nothing until the next begin.
 */
export class GroupReader {
  readonly #context: GroupReaderContext;
  #member: GroupMember | undefined;
  #ended: { readonly error: Error } | undefined;
  #share: Share | undefined;
  #assigned: AssignedPartitions | undefined;
  #held: Held = { partitions: [], since: 0 };
  #resting = false;

  constructor(context: GroupReaderContext) {
    this.#context = context;
  }

  /** The member at work; undefined while there is none. */
  get member(): GroupMember | undefined {
    return this.#member;
  }

  /** Why the member must be made anew; undefined while it lives. */
  get ended(): Error | undefined {
    if (this.#ended !== undefined) return this.#ended.error;
    return this.#member?.isSilent === true
      ? new Error("The consumer of Kafka shows no sign of life.")
      : undefined;
  }

  /** The present share; undefined before the first join. */
  get share(): Share | undefined {
    return this.#share;
  }

  /** What is read of the present share; undefined until it is begun. */
  get assigned(): AssignedPartitions | undefined {
    return this.#assigned;
  }

  /**
   * Makes a member, which begins to join; undefined when it is told to stop first.
   *
   * @throws when no broker answers, it refuses the credentials, or it has no such topic.
   */
  async open(): Promise<GroupMember | undefined> {
    const { connect, kafkaTopic: topic, groupId, tuning, stopping, log } = this.#context;
    this.#ended = undefined;
    const options = { ...tuning, topic, groupId, held: () => this.#held, log };
    const opening = connect().then((kafka) =>
      GroupMember.open(kafka, options, {
        joined: (partitions, leads) => this.#onJoined(partitions, leads),
        fetched: (batch) => this.#onFetched(batch),
        passedOver: (partition, lastOffset) => this.#assigned?.readers.get(partition)?.passOver(lastOffset),
        ended: (error) => {
          this.#ended = { error };
          this.#context.wake();
        },
      }),
    );
    const opened = new AbortController();
    const stopped = pause(2 ** 31 - 1, AbortSignal.any([stopping, opened.signal]));
    try {
      this.#member = await Promise.race([opening, stopped.then(() => undefined)]);
      // Told to stop while the library still knocks at brokers' doors: whatever comes of it is closed.
      if (this.#member === undefined) opening.then((late) => late.close()).catch(() => undefined);
      return this.#member;
    } finally {
      opened.abort();
    }
  }

  /** Ends the member; it remembers what it held, for the next one. */
  async close(): Promise<void> {
    const member = this.#member;
    this.#member = undefined;
    this.#share = undefined;
    this.#assigned = undefined;
    await member?.close();
  }

  /** Reads on from where `assigned` says, unless the share is an old one by now. */
  begin(share: Share, assigned: AssignedPartitions): void {
    if (share !== this.#share) return;
    this.#assigned = assigned;
    this.#resting = false;
    this.#member?.read(
      new Map(Array.from(assigned.readers, ([partition, { fetchNext }]) => [partition, fetchNext])),
    );
  }

  /** The position must be looked up before anything else is handed over. */
  lookAgain(): void {
    this.#assigned = undefined;
    this.#context.wake();
  }

  /** Fetches again when there is room for it. Never throws. */
  makeRoom(): void {
    const assigned = this.#assigned;
    if (!this.#resting || assigned === undefined || !assigned.isLow(this.#context.maxBatch)) return;
    try {
      this.#member?.resume([...assigned.readers.keys()]);
      this.#resting = false;
    } catch (error) {
      // The library has lost the group and is about to tell of it. What is in hand must not be lost with it.
      this.#context.log?.info({ ...this.#context.facts, err: error }, "Kafka is not fetched from again yet");
    }
  }

  #onJoined(partitions: readonly number[], leads: boolean): void {
    const { observer, facts, timers, wake } = this.#context;
    this.#share = { partitions };
    this.#assigned = undefined;
    this.#held = { partitions, since: timers.now() };
    observer.rebalanced?.({ ...facts, partitions: partitions.length, leads });
    wake();
  }

  #onFetched(batch: FetchedBatch): void {
    const assigned = this.#assigned;
    if (assigned === undefined) return;
    if (!assigned.take(batch)) {
      this.lookAgain();
      return;
    }
    if (!this.#resting && assigned.isFull(this.#context.maxBatch)) {
      this.#resting = true;
      this.#member?.pause([...assigned.readers.keys()]);
    }
    this.#context.wake();
  }
}
