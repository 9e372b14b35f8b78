import type { Kafka } from "kafkajs";
import type { GroupPosition } from "../bus/group-position.ts";
import { PositionBehind } from "../bus/partition-spans.ts";
import type { BusObserver, BusRecord, Lag, SubscribeOptions, Subscription } from "../bus/port.ts";
import { SubscriptionCore } from "../bus/subscription-core.ts";
import type { Timers } from "../bus/timers.ts";
import { bounded } from "../lifecycle/bounded.ts";
import type { Log } from "../telemetry/log.ts";
import type { Wants } from "./assigned-partitions.ts";
import { ForeignRecords } from "./foreign-records.ts";
import type { GroupMember, MemberTuning } from "./group-member.ts";
import { GroupProgress } from "./group-progress.ts";
import { GroupReader, type Share } from "./group-reader.ts";
import { type FoundPosition, PositionLookup } from "./position-lookup.ts";

/** What the bus lends to a subscription. */
export interface KafkaSubscriptionContext {
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

const [idleMs, showMs] = [1_000, 1_000];
/** How often the topic's identity and ends are looked at. */
const viewMs = 10_000;

/**
 * One group's reading of a topic of Kafka, beside other members of the group. One loop, one batch at a time:
 *
 *     join → look up the position of the partitions that came here, and read on from there →
 *     look for holes, if it is time → wait for records → gather a batch of all partitions → deliver → …
 *
 * The position is the group's store's: its offsets say where to begin, its sets what to skip. A group without a store has
 * its offsets at the broker, written after each batch. Whenever something doesn't fit (partitions were shared out anew, the
 * store is behind, the topic was cut off or made anew), the position is looked up again. A member that dies is made anew;
 * only `stop` ends the loop.
 */
export class KafkaSubscription implements Subscription {
  readonly topic: string;
  readonly group: string;
  /** How far the group is, for metrics and readiness. */
  readonly progress: GroupProgress;
  readonly #options: SubscribeOptions;
  readonly #context: KafkaSubscriptionContext;
  readonly #core: SubscriptionCore;
  readonly #reader: GroupReader;
  readonly #lookup: PositionLookup;
  readonly #foreign: ForeignRecords;
  readonly #running: Promise<void>;
  /** Of the share that was begun last. */
  #found: FoundPosition | undefined;
  /** By lane, from which number on everything was asked for again. */
  readonly #again = new Map<string, number>();
  #viewedAt = 0;
  #shownAt = 0;

  constructor(options: SubscribeOptions, context: KafkaSubscriptionContext) {
    this.topic = options.topic;
    this.group = options.group;
    this.#options = options;
    this.#context = context;
    this.#core = new SubscriptionCore(options, context);
    const { facts, stopping } = this.#core;
    this.#reader = new GroupReader({
      ...context,
      facts,
      stopping,
      maxBatch: options.maxBatch ?? 5_000,
      wake: () => this.#core.wake.call(),
    });
    this.#lookup = new PositionLookup({ ...context, facts, store: options.position });
    this.#foreign = new ForeignRecords(options, context);
    this.progress = new GroupProgress({
      ...context,
      offsets: options.position?.offsets,
      drains: this.#core.drains,
      reader: this.#reader,
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
      this.#reader.lookAgain();
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

  async #run(): Promise<void> {
    while (!this.#core.stopping.aborted) await this.#core.persist(() => this.#live());
  }

  /** One life of a member: from joining to its crash, or to the stop. */
  async #live(): Promise<void> {
    const member = await this.#reader.open();
    if (member === undefined) return;
    let read = false;
    let error: Error | undefined;
    try {
      while (!this.#core.stopping.aborted && this.#reader.ended === undefined) {
        await this.#core.persist(() => this.#round(member));
        read ||= this.#reader.assigned !== undefined;
      }
      await this.#show(member, 0);
    } finally {
      error = this.#reader.ended;
      await this.#reader.close();
    }
    if (error === undefined) return;
    this.#context.observer.crashed?.({ ...this.#core.facts, error });
    this.#context.log?.warn(
      { ...this.#core.facts, err: error },
      "The consumer of Kafka ended and is made anew",
    );
    // One that never came to read waits longer each time.
    if (!read) throw error;
  }

  async #round(member: GroupMember): Promise<void> {
    if (this.#reader.ended !== undefined) return;
    await this.#core.settle(this.#lookup.store, (stored, all) => {
      const lost = this.#found === undefined ? 0 : this.#lookup.countLost(stored, this.#found, all);
      if (lost > 0) this.#reader.lookAgain();
      return lost;
    });
    const { share } = this.#reader;
    if (share !== undefined && this.#reader.assigned === undefined) await this.#look(member, share);
    else await this.#view(member);
    if (!(await this.#core.recordsAreThere(() => this.#reader.assigned?.ahead ?? 0))) {
      this.#core.drains.check();
      await this.#show(member);
      await this.#core.rest(idleMs);
      return;
    }
    const found = this.#found;
    if (found !== undefined && found.assigned === this.#reader.assigned) await this.#handOver(found);
    this.#reader.makeRoom();
    await this.#show(member);
    this.#core.drains.check();
  }

  async #look(member: GroupMember, share: Share): Promise<void> {
    const found = await this.#lookup.look(member, share.partitions, this.#again);
    this.#found = found;
    this.#core.positionLoaded();
    this.#viewedAt = performance.now();
    this.#reader.begin(share, found.assigned);
  }

  async #handOver(found: FoundPosition): Promise<void> {
    const { assigned, position } = found;
    const { batch, foreign } = assigned.gather(this.#core.timing.batchSize, this.#wants(position));
    this.#reader.makeRoom();
    for (const record of foreign)
      if (!(await this.#core.persist(() => this.#foreign.setAside(record)))) return;
    if (batch.length > 0) {
      const readAhead = this.#readAhead(found, batch);
      const onHandled = (part: readonly BusRecord[]) => this.#handled(found, part);
      const done = await this.#core.deliver(batch, onHandled, (error) => error instanceof PositionBehind);
      await readAhead;
      if (!done) return this.#reader.lookAgain();
    }
    assigned.settle();
    // What was asked for again has come when everything is where it was.
    if ([...assigned.readers.values()].every(({ handledNext, base }) => handledNext >= base))
      this.#again.clear();
  }

  /** Has the batch after this one made ready, if there is a full one and somebody to do that. */
  async #readAhead({ assigned, position }: FoundPosition, batch: readonly BusRecord[]): Promise<void> {
    const { maxBatch, isUnhindered } = this.#core.timing;
    if (this.#options.prepare === undefined || !isUnhindered || assigned.ahead < maxBatch) return;
    const next = assigned.lookAhead(maxBatch, this.#wants(position.after(batch)));
    if (next.length > 0) await this.#core.prepare(next);
  }

  #wants(position: GroupPosition): Wants {
    return (reader, offset, lane, seq) =>
      !position.has(lane, seq) &&
      (offset >= reader.base || seq >= (this.#again.get(lane) ?? Number.POSITIVE_INFINITY));
  }

  async #handled({ assigned, position }: FoundPosition, part: readonly BusRecord[]): Promise<void> {
    position.addHandled(part);
    assigned.handled(part);
    const store = this.#options.position;
    if (store?.commit !== undefined) await this.#core.persist(async () => store.commit?.(position.done));
    if (store !== undefined) return;
    // What can't be written, because the member died or the partition went to another, comes again.
    await this.#core.persist(async () => {
      const ours = new Set(this.#reader.share?.partitions);
      const positions = new Map([...assigned.positions()].filter(([partition]) => ours.has(partition)));
      if (this.#reader.ended === undefined) await this.#reader.member?.commit(positions);
    });
  }

  /** Notices that the topic was made anew or cut off although nothing was fetched that shows it. */
  async #view(member: GroupMember): Promise<void> {
    const { assigned } = this.#reader;
    if (assigned === undefined || performance.now() - this.#viewedAt < viewMs) return;
    this.#viewedAt = performance.now();
    if (!assigned.fits(await member.queries.view())) this.#reader.lookAgain();
  }

  /** For a group with its own store, the offsets at the broker only show operators how far it is. */
  async #show(member: GroupMember, everyMs = showMs): Promise<void> {
    const { assigned, ended } = this.#reader;
    if (performance.now() - this.#shownAt < everyMs) return;
    this.#shownAt = performance.now();
    if (this.#options.position === undefined || assigned === undefined || ended !== undefined) return;
    try {
      await bounded("Committing", showMs, member.commit(assigned.newPositions()));
    } catch (error) {
      this.#context.log?.info({ ...this.#core.facts, err: error }, "Kafka was not told how far the group is");
    }
  }
}
