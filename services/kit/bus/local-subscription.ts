import { join } from "node:path";
import type { LogReader } from "../local-log/reader.ts";
import type { Log } from "../telemetry/log.ts";
import { BatchGatherer, type Gathered } from "./batch-gatherer.ts";
import { GroupPosition } from "./group-position.ts";
import { measureLag } from "./measure-lag.ts";
import type {
  BusHeaders,
  BusObserver,
  BusRecord,
  Lag,
  PositionStore,
  Positions,
  SubscribeOptions,
  Subscription,
} from "./port.ts";
import { standBy } from "./stand-by.ts";
import { SubscriptionCore } from "./subscription-core.ts";
import type { Timers } from "./timers.ts";

/** What the bus lends to a subscription: the log of its topic, the place of its position, and how it tells what happens. */
export interface LocalSubscriptionContext {
  readonly reader: LogReader;
  readonly store: PositionStore;
  /** Folder of the group locks. */
  readonly groupsFolder: string;
  /** Headers that every record of the topic has. */
  readonly headers: BusHeaders;
  readonly observer: BusObserver;
  readonly timers: Timers;
  readonly log: Log | undefined;
}

const idleMs = 1000;

/**
 * One group's reading of a local log. One loop, one batch at a time:
 *
 *     stand by (until this is the group's only subscription) → load the position →
 *     look for holes, if it is time → wait for records → gather a batch → tell what is unreadable → deliver → …
 *
 * Whatever throws inside the loop is logged and begins it again after a back-off; only `stop` ends it.
 */
export class LocalSubscription implements Subscription {
  readonly topic: string;
  readonly group: string;
  readonly #options: SubscribeOptions;
  readonly #context: LocalSubscriptionContext;
  readonly #core: SubscriptionCore;
  readonly #gatherer: BatchGatherer;
  readonly #running: Promise<void>;
  #position: GroupPosition | undefined;
  /** What was read while the batch before was handled; forgotten whenever the position changes otherwise. */
  #ahead: Gathered | undefined;

  constructor(options: SubscribeOptions, context: LocalSubscriptionContext) {
    this.topic = options.topic;
    this.group = options.group;
    this.#options = options;
    this.#context = context;
    this.#core = new SubscriptionCore(options, context);
    this.#gatherer = new BatchGatherer(context.reader, context.headers);
    this.#running = this.#run();
  }

  pause(): void {
    this.#core.pause();
  }

  resume(): void {
    this.#core.resume();
  }

  replayFrom(lane: string, seq: number): Promise<void> {
    return this.#core.betweenBatches(async () => {
      this.#ahead = undefined;
      this.#position?.forgetFrom(lane, seq);
      await this.#commit();
    });
  }

  recheck(): void {
    this.#core.recheck();
  }

  async drain(timeoutMs: number): Promise<boolean> {
    await this.#context.reader.refresh();
    const heads = new Map(this.#context.reader.laneStates().map(({ lane, head }) => [lane, head]));
    return this.#core.drains.wait(() => this.#position?.isDoneUpTo(heads) === true, timeoutMs);
  }

  stop(timeoutMs: number): Promise<void> {
    return this.#core.stop(timeoutMs, this.#running);
  }

  lag(): Promise<Lag> {
    const { reader, timers } = this.#context;
    return measureLag(reader, this.#position ?? new GroupPosition(new Map()), () => timers.now());
  }

  /** What the group's store has for good, and what it will never get; undefined until the position was loaded. */
  async covered(): Promise<Positions | undefined> {
    const position = this.#position;
    return position?.covered(await this.#context.store.load());
  }

  async #run(): Promise<void> {
    const unsubscribe = this.#context.reader.onChange(() => this.#core.wake.call());
    const { groupsFolder, log } = this.#context;
    const { facts, stopping } = this.#core;
    const lock = await standBy(join(groupsFolder, `${this.group}.lock`), stopping, {
      waiting: () => log?.info(facts, "Standing by for this group"),
      failed: (error) => log?.error({ ...facts, err: error }, "The group's lock can't be taken"),
    });
    try {
      await this.#core.persist(async () => {
        this.#position = new GroupPosition(await this.#context.store.load());
        this.#core.positionLoaded();
      });
      while (!stopping.aborted) await this.#core.persist(() => this.#round());
    } finally {
      unsubscribe();
      lock?.release();
    }
  }

  async #round(): Promise<void> {
    const position = this.#position;
    if (position === undefined) return;
    const { reader, store } = this.#context;
    await this.#core.settle(store, (stored, all) => {
      this.#ahead = undefined;
      position.keepOnly(new Set(reader.laneStates().map(({ lane }) => lane)));
      return all ? position.reopenAll(stored) : position.reopenHoles(stored);
    });
    if (!(await this.#core.recordsAreThere(() => position.openIn(this.#gatherer.lanes())))) {
      this.#core.drains.check();
      await this.#core.rest(idleMs);
      return;
    }
    const ahead = this.#core.timing.isUnhindered ? this.#ahead : undefined;
    this.#ahead = undefined;
    const { batch, unreadable } = ahead ?? (await this.#gatherer.next(position, this.#core.timing.batchSize));
    for (const { lane, ranges, reason } of unreadable) {
      await this.#options.onUnreadable?.(lane, ranges, reason);
      position.addUnreadable(lane, ranges);
    }
    if (unreadable.length > 0) await this.#commit();
    if (batch.length > 0) await this.#deliver(batch, position);
    this.#core.drains.check();
  }

  async #deliver(batch: readonly BusRecord[], position: GroupPosition): Promise<void> {
    const readAhead = this.#readAhead(batch, position);
    const handled = await this.#core.deliver(batch, async (part) => {
      position.addHandled(part);
      await this.#commit();
    });
    const ahead = await readAhead;
    if (handled) this.#ahead = ahead;
  }

  /** Reads the batch after this one and has it made ready, if there is a full one and somebody to do that. */
  async #readAhead(batch: readonly BusRecord[], position: GroupPosition): Promise<Gathered | undefined> {
    const { maxBatch, isUnhindered } = this.#core.timing;
    if (this.#options.prepare === undefined || !isUnhindered) return undefined;
    const later = position.after(batch);
    if (later.openIn(this.#gatherer.lanes()) < maxBatch) return undefined;
    try {
      const ahead = await this.#gatherer.next(later, maxBatch);
      await this.#core.prepare(ahead.batch);
      return ahead;
    } catch {
      // It is read again when it is due; a failure then is reported and retried.
      return undefined;
    }
  }

  async #commit(): Promise<void> {
    const { store } = this.#context;
    const position = this.#position;
    if (store.commit === undefined || position === undefined) return;
    await this.#core.persist(async () => store.commit?.(position.done));
  }
}
