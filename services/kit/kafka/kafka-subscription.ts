import type { Kafka } from "kafkajs";
import { GroupPosition } from "../bus/group-position.ts";
import { PositionBehind } from "../bus/partition-spans.ts";
import type {
  BusObserver,
  BusRecord,
  ForeignRecord,
  Lag,
  PartitionOffset,
  PositionStore,
  Positions,
  SubscribeOptions,
  Subscription,
} from "../bus/port.ts";
import { SubscriptionCore } from "../bus/subscription-core.ts";
import type { Timers } from "../bus/timers.ts";
import { bounded } from "../lifecycle/bounded.ts";
import { pause } from "../lifecycle/pause.ts";
import type { Log } from "../local-log/writer-options.ts";
import { AssignedPartitions } from "./assigned-partitions.ts";
import { findStarts, type Start, type StoredOffsets } from "./find-starts.ts";
import { GroupMember, type MemberTuning } from "./group-member.ts";
import { GroupProgress } from "./group-progress.ts";
import { type FetchedBatch, PartitionReader } from "./partition-reader.ts";
import type { Held } from "./sticky-assigner.ts";

/** What the bus lends to a subscription. */
export interface KafkaSubscriptionContext {
  /** A client of its own: the library mixes up the offsets of a group's consumers that share one. */
  readonly connect: () => Promise<Kafka>;
  /** The topic's name at the broker. */
  readonly kafkaTopic: string;
  readonly groupId: string;
  /** Brings what this process has published to the topic; false when the time was up first. */
  readonly flush: (timeoutMs: number) => Promise<boolean>;
  readonly observer: BusObserver;
  readonly timers: Timers;
  readonly tuning: MemberTuning;
  readonly log: Log | undefined;
}

interface Joined {
  readonly partitions: readonly number[];
  looked: boolean;
}

const idleMs = 1_000;
/** How often the topic's identity and ends are looked at. */
const viewMs = 10_000;
const showMs = 1_000;
const nothingStored: PositionStore = { load: async () => new Map() };

/**
 * One group's reading of a topic of Kafka, beside other members of the group. One loop, one batch at a time:
 *
 *     join → look up the position of the partitions that came here, and read on from there →
 *     look for holes, if it is time → wait for records → gather a batch of all partitions → deliver → …
 *
 * The position is the group's store's: its offsets say where to begin, its sets what to skip. A group without a store has
 * its offsets at the broker, written after each batch. Whenever something doesn't fit (partitions were shared out anew, the
 * store is behind, the topic was cut off or made anew), the position is looked up again. A reader that dies is made anew;
 * only `stop` ends the loop.
 */
export class KafkaSubscription implements Subscription {
  readonly topic: string;
  readonly group: string;
  readonly progress: GroupProgress;
  readonly #options: SubscribeOptions;
  readonly #context: KafkaSubscriptionContext;
  readonly #core: SubscriptionCore;
  readonly #running: Promise<void>;
  readonly #store: PositionStore;
  #member: GroupMember | undefined;
  #ended: { readonly error: Error } | undefined;
  /** What the last join brought; `looked` is false until the position was looked up. */
  #joined: Joined | undefined;
  #held: Held = { partitions: [], since: 0 };
  #assigned: AssignedPartitions | undefined;
  #position = new GroupPosition(new Map());
  /** The offsets of the store at the last look for holes. */
  #storedOffsets: ReadonlyMap<number, PartitionOffset> = new Map();
  /** By lane, from which number on everything was asked for again. */
  readonly #again = new Map<string, number>();
  #resting = false;
  #viewedAt = 0;
  #shownAt = 0;

  constructor(options: SubscribeOptions, context: KafkaSubscriptionContext) {
    this.topic = options.topic;
    this.group = options.group;
    this.#options = options;
    this.#context = context;
    this.#store = options.position ?? nothingStored;
    this.#core = new SubscriptionCore(options, context);
    this.progress = new GroupProgress({
      ...context,
      offsets: this.#store.offsets,
      drains: this.#core.drains,
      member: () => this.#member,
      assigned: () => (this.#joined?.looked === true ? this.#assigned : undefined),
    });
    this.#running = this.#run();
  }

  pause(): void {
    this.#core.pause();
  }

  resume(): void {
    this.#core.resume();
  }

  /** Reads the partitions from their beginning and skips what was not asked for; ends with the subscription. */
  replayFrom(lane: string, seq: number): Promise<void> {
    return this.#core.betweenBatches(async () => {
      this.#again.set(lane, Math.min(seq, this.#again.get(lane) ?? seq));
      this.#lookAgain();
    });
  }

  recheck(): void {
    this.#core.recheck();
  }

  async drain(timeoutMs: number): Promise<boolean> {
    const startedAt = performance.now();
    if (!(await this.#context.flush(timeoutMs))) return false;
    return this.progress.drain(timeoutMs - (performance.now() - startedAt));
  }

  stop(timeoutMs: number): Promise<void> {
    return this.#core.stop(timeoutMs, this.#running);
  }

  lag(): Promise<Lag> {
    return this.progress.lag();
  }

  /** What keeps it from reading, in a sentence; undefined when nothing does. */
  get trouble(): string | undefined {
    const { kafkaTopic, groupId } = this.#context;
    if (this.#member === undefined) return `Kafka can't be read: no connection for the topic ${kafkaTopic}.`;
    if (!this.#member.isAlive) return `Kafka can't be read: not in the group ${groupId}.`;
    return undefined;
  }

  async #run(): Promise<void> {
    while (!this.#core.stopping.aborted) await this.#core.persist(() => this.#live());
  }

  /** One life of a member: from joining to its crash, or to the stop. */
  async #live(): Promise<void> {
    const member = await this.#open();
    if (member === undefined) return;
    this.#member = member;
    let read = false;
    try {
      while (!this.#core.stopping.aborted && this.#ended === undefined && !member.isSilent) {
        await this.#core.persist(() => this.#round(member));
        read ||= this.#joined?.looked === true;
      }
      await this.#show(member);
    } finally {
      this.#member = undefined;
      this.#assigned = undefined;
      this.#joined = undefined;
      await member.close();
    }
    if (this.#core.stopping.aborted) return;
    const error = this.#ended?.error ?? new Error("The consumer of Kafka shows no sign of life.");
    this.#context.observer.crashed?.({ ...this.#core.facts, error });
    this.#context.log?.warn(
      { ...this.#core.facts, err: error },
      "The consumer of Kafka ended and is made anew",
    );
    // One that never came to read waits longer each time.
    if (!read) throw error;
  }

  async #open(): Promise<GroupMember | undefined> {
    const { connect, kafkaTopic: topic, groupId, tuning, log } = this.#context;
    this.#ended = undefined;
    const options = { ...tuning, topic, groupId, held: () => this.#held, log };
    const opening = connect().then((kafka) =>
      GroupMember.open(kafka, options, {
        joined: (partitions) => this.#onJoined(partitions),
        fetched: (batch) => this.#onFetched(batch),
        passedOver: (partition, lastOffset) => this.#assigned?.readers.get(partition)?.passOver(lastOffset),
        ended: (error) => {
          this.#ended = { error };
          this.#core.wake.call();
        },
      }),
    );
    const opened = new AbortController();
    const stopped = pause(2 ** 31 - 1, AbortSignal.any([this.#core.stopping, opened.signal]));
    try {
      const member = await Promise.race([opening, stopped.then(() => undefined)]);
      // Told to stop while the library still knocks at brokers' doors: whatever comes of it is closed.
      if (member === undefined) opening.then((late) => late.close()).catch(() => undefined);
      return member;
    } finally {
      opened.abort();
    }
  }

  #onJoined(partitions: readonly number[]): void {
    this.#joined = { partitions, looked: false };
    this.#held = { partitions, since: this.#context.timers.now() };
    this.#context.observer.rebalanced?.({ ...this.#core.facts, partitions: partitions.length });
    this.#core.wake.call();
  }

  #onFetched(batch: FetchedBatch): void {
    const assigned = this.#assigned;
    if (assigned === undefined || this.#joined?.looked !== true) return;
    if (!assigned.take(batch)) this.#lookAgain();
    if (!this.#resting && assigned.isFull(this.#maxBatch)) {
      this.#resting = true;
      this.#member?.pause([...assigned.readers.keys()]);
    }
    this.#core.wake.call();
  }

  get #maxBatch(): number {
    return this.#options.maxBatch ?? 5_000;
  }

  /** The position is looked up before the next batch, and reading goes on from there. */
  #lookAgain(): void {
    if (this.#joined !== undefined) this.#joined.looked = false;
    this.#core.wake.call();
  }

  async #round(member: GroupMember): Promise<void> {
    if (this.#ended !== undefined) return;
    await this.#core.settle(this.#bothStores(), (stored, all) => this.#reopen(stored, all));
    if (this.#joined !== undefined && !this.#joined.looked) await this.#look(member, this.#joined);
    await this.#viewSometimes(member);
    const ahead = () => (this.#joined?.looked === true ? (this.#assigned?.ahead ?? 0) : 0);
    if (!(await this.#core.recordsAreThere(ahead))) {
      this.#core.drains.check();
      await this.#showSometimes(member);
      await this.#core.rest(idleMs);
      return;
    }
    const assigned = this.#assigned;
    if (assigned === undefined || ahead() === 0) return;
    await this.#handOver(assigned);
    if (this.#resting && assigned.isLow(this.#maxBatch) && ahead() === assigned.ahead) {
      this.#resting = false;
      member.resume([...assigned.readers.keys()]);
    }
    await this.#showSometimes(member);
    this.#core.drains.check();
  }

  async #handOver(assigned: AssignedPartitions): Promise<void> {
    const { batch, foreign } = assigned.gather(
      this.#core.timing.batchSize,
      (reader, offset, lane, seq) =>
        !this.#position.has(lane, seq) &&
        (offset >= reader.base || seq >= (this.#again.get(lane) ?? Number.POSITIVE_INFINITY)),
    );
    for (const record of foreign) if (!(await this.#tellForeign(record))) return;
    if (batch.length > 0) {
      const onHandled = (part: readonly BusRecord[]) => this.#handled(assigned, part);
      const done = await this.#core.deliver(batch, onHandled, (error) => error instanceof PositionBehind);
      if (!done) return this.#lookAgain();
    }
    assigned.settle();
    // What was asked for again has come when everything else is where it was.
    if ([...assigned.readers.values()].every(({ handledNext, base }) => handledNext >= base))
      this.#again.clear();
  }

  async #handled(assigned: AssignedPartitions, part: readonly BusRecord[]): Promise<void> {
    this.#position.addHandled(part);
    assigned.handled(part);
    const { commit } = this.#store;
    if (commit !== undefined) await this.#core.persist(async () => commit(this.#position.done));
    if (this.#options.position === undefined) await this.#commit(assigned);
  }

  /** Writes the position of a group without a store; what can't be written, because the reader died, comes again. */
  async #commit(assigned: AssignedPartitions): Promise<void> {
    await this.#core.persist(async () => {
      if (this.#ended !== undefined) return;
      await this.#member?.commit(this.#stillOurs(assigned));
    });
  }

  #stillOurs(assigned: AssignedPartitions): ReadonlyMap<number, number> {
    const ours = new Set(this.#joined?.partitions);
    return new Map([...assigned.positions()].filter(([partition]) => ours.has(partition)));
  }

  async #tellForeign(record: ForeignRecord): Promise<boolean> {
    const { topic, partition, offset } = record.place;
    this.#context.observer.foreign?.(this.#core.facts);
    this.#context.log?.error(
      { ...this.#core.facts, kafkaTopic: topic, partition, offset },
      `A record of Kafka is skipped. ${record.reason}`,
    );
    return await this.#core.persist(async () => this.#options.onForeign?.(record));
  }

  /** Looks up where to read on, and reads on from there. */
  async #look(member: GroupMember, joined: Joined): Promise<void> {
    const view = await member.queries.view();
    const stored = await this.#offsets(member);
    const position = new GroupPosition(await this.#store.load());
    const again = this.#again.size > 0;
    for (const [lane, seq] of this.#again) position.forgetFrom(lane, seq);
    const starts = findStarts(joined.partitions, view, stored, again);
    for (const start of starts) await this.#noteMove(view.topicId, start);
    // The group may have been shared out anew meanwhile; then all of this is old.
    if (this.#joined !== joined) return;
    this.#position = position;
    this.#core.positionLoaded();
    const readers = starts.map((start) => new PartitionReader(start));
    this.#assigned = new AssignedPartitions(this.#context.kafkaTopic, view.topicId, readers);
    this.#storedOffsets = new Map();
    this.#resting = false;
    joined.looked = true;
    this.#viewedAt = performance.now();
    member.read(new Map(readers.map(({ partition, fetchNext }) => [partition, fetchNext])));
  }

  async #offsets(member: GroupMember): Promise<StoredOffsets> {
    const { offsets } = this.#store;
    if (offsets !== undefined) return { kind: "own", offsets: await offsets.load(this.#context.kafkaTopic) };
    if (this.#options.position !== undefined) return { kind: "none" };
    return { kind: "broker", offsets: await member.queries.committed(this.#context.groupId) };
  }

  async #noteMove(topicId: string, { partition, stored, truncated, moved }: Start): Promise<void> {
    if (moved === undefined) return;
    const { kafkaTopic, observer, log } = this.#context;
    await this.#store.offsets?.reset(kafkaTopic, partition, { topicId, next: stored });
    if (moved === "new") return;
    if (truncated > 0) observer.truncated?.({ ...this.#core.facts, records: truncated });
    log?.error({ ...this.#core.facts, kafkaTopic, partition, from: stored, truncated }, toldMoves[moved]);
  }

  /** The sets of the group's store, and its offsets with them. */
  #bothStores(): PositionStore {
    const { offsets } = this.#store;
    if (offsets === undefined) return this.#store;
    return {
      load: async () => {
        this.#storedOffsets = await offsets.load(this.#context.kafkaTopic);
        return await this.#store.load();
      },
    };
  }

  /** Compares with what is stored; when that has lost something, everything is looked up again. */
  #reopen(stored: Positions, all: boolean): number {
    if (this.#options.position === undefined) return 0;
    const lost = all ? this.#position.reopenAll(stored) : this.#position.reopenHoles(stored);
    let behind = 0;
    for (const [partition, { next }] of this.#storedOffsets) {
      const reader = this.#assigned?.readers.get(partition);
      if (reader !== undefined) behind += Math.max(0, reader.storedNext - next);
    }
    if (lost > 0 || behind > 0) this.#lookAgain();
    return Math.max(lost, behind);
  }

  /** Notices that the topic was made anew or cut off although nothing was fetched that shows it. */
  async #viewSometimes(member: GroupMember): Promise<void> {
    const assigned = this.#assigned;
    if (assigned === undefined || performance.now() - this.#viewedAt < viewMs) return;
    this.#viewedAt = performance.now();
    const { topicId, bounds } = await member.queries.view();
    const fits = [...assigned.readers.values()].every((reader) => {
      const found = bounds.get(reader.partition);
      if (found === undefined) return false;
      reader.sawHigh(found.high);
      return found.low <= reader.fetchNext && reader.fetchNext <= found.high;
    });
    if (topicId !== assigned.topicId || !fits) this.#lookAgain();
  }

  async #showSometimes(member: GroupMember): Promise<void> {
    if (performance.now() - this.#shownAt >= showMs) await this.#show(member);
  }

  /** For a group with its own store, the offsets at the broker only show operators how far it is. */
  async #show(member: GroupMember): Promise<void> {
    const assigned = this.#assigned;
    this.#shownAt = performance.now();
    if (this.#options.position === undefined || assigned === undefined || this.#ended !== undefined) return;
    if (this.#joined?.looked !== true) return;
    try {
      await bounded("Committing", showMs, member.commit(assigned.newPositions()));
    } catch (error) {
      this.#context.log?.info({ ...this.#core.facts, err: error }, "Kafka was not told how far the group is");
    }
  }
}

const toldMoves = {
  renewed: "The topic was deleted and made anew; it is read from its beginning",
  "cut back": "The topic ends before what was read of it; it is read from its beginning",
  truncated: "Records of the topic went before they were read",
} as const;
