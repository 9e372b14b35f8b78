import { join } from "node:path";
import { bounded, TooSlowError } from "../lifecycle/bounded.ts";
import type { LogReader } from "../local-log/reader.ts";
import type { Log } from "../local-log/writer-options.ts";
import { BatchGatherer } from "./batch-gatherer.ts";
import { BatchTiming } from "./batch-timing.ts";
import { type DeliverOptions, deliver, untilDone } from "./deliver.ts";
import { Drains } from "./drains.ts";
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
import type { Timers } from "./timers.ts";
import { Wake } from "./wake.ts";

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
const ignoredSignalMs = 1000;

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
  readonly #stopping = new AbortController();
  readonly #giveUp = new AbortController();
  readonly #gatherer: BatchGatherer;
  readonly #wake = new Wake();
  readonly #timing: BatchTiming;
  readonly #running: Promise<void>;
  readonly #drains = new Drains();
  #replays: (() => Promise<void>)[] = [];
  #position: GroupPosition | undefined;
  #paused = false;
  #holesLookedAt = 0;
  #recheck = false;

  constructor(options: SubscribeOptions, context: LocalSubscriptionContext) {
    this.topic = options.topic;
    this.group = options.group;
    this.#options = options;
    this.#context = context;
    this.#timing = new BatchTiming(options);
    this.#gatherer = new BatchGatherer(context.reader, context.headers);
    this.#running = this.#run();
  }

  pause(): void {
    this.#paused = true;
  }

  resume(): void {
    this.#paused = false;
    this.#wake.call();
  }

  replayFrom(lane: string, seq: number): Promise<void> {
    return new Promise((settle, fail) => {
      if (this.#stopping.signal.aborted) {
        fail(new Error(`the subscription of ${this.group} has stopped`));
        return;
      }
      this.#replays.push(async () => {
        this.#position?.forgetFrom(lane, seq);
        await this.#commit();
        settle();
      });
      this.#wake.call();
    });
  }

  recheck(): void {
    this.#recheck = true;
    this.#wake.call();
  }

  async drain(timeoutMs: number): Promise<boolean> {
    await this.#context.reader.refresh();
    const heads = new Map(this.#context.reader.laneStates().map(({ lane, head }) => [lane, head]));
    return this.#drains.wait(() => this.#position?.isDoneUpTo(heads) === true, timeoutMs);
  }

  async stop(timeoutMs: number): Promise<void> {
    this.#stopping.abort();
    this.#wake.call();
    if (await settlesWithin(this.#running, timeoutMs)) return;
    this.#giveUp.abort();
    if (await settlesWithin(this.#running, ignoredSignalMs)) return;
    this.#context.log?.error(
      { topic: this.topic, group: this.group },
      "The handler ignores its signal; left behind",
    );
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
    const unsubscribe = this.#context.reader.onChange(() => this.#wake.call());
    const { groupsFolder, log } = this.#context;
    const facts = { topic: this.topic, group: this.group };
    const lock = await standBy(join(groupsFolder, `${this.group}.lock`), this.#stopping.signal, {
      waiting: () => log?.info(facts, "Standing by for this group"),
      failed: (error) => log?.error({ ...facts, err: error }, "The group's lock can't be taken"),
    });
    try {
      await this.#persist(async () => {
        this.#position = new GroupPosition(await this.#context.store.load());
        this.#holesLookedAt = this.#context.timers.now();
      });
      while (!this.#stopping.signal.aborted) await this.#persist(() => this.#round());
    } finally {
      unsubscribe();
      lock?.release();
    }
  }

  async #round(): Promise<void> {
    const position = this.#position;
    if (position === undefined) return;
    await this.#replay();
    await this.#lookForHoles(position);
    if (this.#paused || !(await this.#recordsAreThere(position))) {
      this.#drains.check();
      await this.#wake.sleep(Math.min(idleMs, this.#options.holesAfterMs ?? idleMs));
      return;
    }
    const { batch, unreadable } = await this.#gatherer.next(position, this.#timing.batchSize);
    for (const { lane, ranges, reason } of unreadable) {
      await this.#options.onUnreadable?.(lane, ranges, reason);
      position.addUnreadable(lane, ranges);
    }
    if (unreadable.length > 0) await this.#commit();
    if (batch.length > 0) await this.#deliver(batch, position);
    this.#drains.check();
  }

  async #deliver(batch: readonly BusRecord[], position: GroupPosition): Promise<void> {
    const { timers, observer } = this.#context;
    const startedAt = timers.now();
    const oldestAt = batch.reduce((oldest, { at }) => Math.min(oldest, at), startedAt);
    this.#timing.begin();
    try {
      const handled = await deliver(batch, {
        ...this.#attempts(),
        handle: this.#options.handle,
        poison: this.#options.poison,
        signal: this.#giveUp.signal,
        onHandled: async (part) => {
          position.addHandled(part);
          await this.#commit();
        },
        onPoison: (error) => observer.poison?.({ topic: this.topic, group: this.group, error }),
      });
      if (!handled) return;
      const tookMs = timers.now() - startedAt;
      const oldestAgeMs = Math.max(0, startedAt - oldestAt);
      observer.batch?.({ topic: this.topic, group: this.group, records: batch.length, tookMs, oldestAgeMs });
    } finally {
      this.#timing.end();
    }
  }

  /** Waits for the moment to hand over a batch; false, at once, when there is nothing to. */
  async #recordsAreThere(position: GroupPosition): Promise<boolean> {
    const stopping = this.#stopping.signal;
    const open = () => position.openIn(this.#context.reader.laneStates());
    if (open() <= 0) return false;
    const hurries = () => stopping.aborted || this.#drains.waiting;
    const waitedMs = await this.#timing.wait({ open, hurries, stopping });
    if (waitedMs > 0) this.#context.observer.heldBack?.({ topic: this.topic, group: this.group, waitedMs });
    return true;
  }

  async #lookForHoles(position: GroupPosition): Promise<void> {
    const now = this.#context.timers.now();
    const all = this.#recheck;
    if (!all && now - this.#holesLookedAt < (this.#options.holesAfterMs ?? 60_000)) return;
    this.#holesLookedAt = now;
    position.keepOnly(new Set(this.#context.reader.laneStates().map(({ lane }) => lane)));
    this.#recheck = false;
    const stored = await this.#loadFor(all);
    const records = all ? position.reopenAll(stored) : position.reopenHoles(stored);
    if (records === 0) return;
    this.#context.observer.resent?.({ topic: this.topic, group: this.group, records });
    this.#context.log?.warn(
      { topic: this.topic, group: this.group, records },
      "Holes in the store are sent again",
    );
  }

  async #loadFor(recheck: boolean): Promise<Positions> {
    try {
      return await this.#context.store.load();
    } catch (error) {
      this.#recheck ||= recheck;
      throw error;
    }
  }

  async #replay(): Promise<void> {
    const replays = this.#replays;
    this.#replays = [];
    for (const replay of replays) await replay();
  }

  async #commit(): Promise<void> {
    const { store } = this.#context;
    const position = this.#position;
    if (store.commit === undefined || position === undefined) return;
    await untilDone(async () => store.commit?.(position.done), this.#attempts());
  }

  /** Does the work until it succeeds or the subscription stops. */
  async #persist(work: () => Promise<void>): Promise<void> {
    await untilDone(work, this.#attempts());
  }

  #attempts(): Pick<DeliverOptions, "backoff" | "timers" | "stopping" | "onRetry"> {
    return {
      backoff: this.#options.backoff,
      timers: this.#context.timers,
      stopping: this.#stopping.signal,
      onRetry: (attempt, delayMs, error) => {
        const facts = { topic: this.topic, group: this.group, attempt, delayMs };
        this.#context.observer.retry?.({ ...facts, error });
        this.#context.log?.warn({ ...facts, err: error }, "A batch will be tried again");
      },
    };
  }
}

/** Whether the work ended in time; throws what it rejects with. */
async function settlesWithin(work: Promise<void>, timeoutMs: number): Promise<boolean> {
  try {
    await bounded("The work", timeoutMs, work);
    return true;
  } catch (error) {
    if (error instanceof TooSlowError) return false;
    throw error;
  }
}
