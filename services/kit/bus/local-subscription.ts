import { join } from "node:path";
import type { LaneState } from "../local-log/lane-view.ts";
import { type ProcessLock, tryLock } from "../local-log/process-lock.ts";
import type { LogReader } from "../local-log/reader.ts";
import type { Log } from "../local-log/writer-options.ts";
import { BatchGatherer } from "./batch-gatherer.ts";
import { type DeliverOptions, deliver, untilDone } from "./deliver.ts";
import { GroupPosition } from "./group-position.ts";
import { Pace } from "./pace.ts";
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
import { systemTimers, type Timers } from "./timers.ts";
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
const lingerStepMs = 10;
const standbyMs = 1000;
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
  readonly #pace: Pace | undefined;
  readonly #running: Promise<void>;
  readonly #drains = new Set<() => void>();
  #replays: (() => Promise<void>)[] = [];
  #position: GroupPosition | undefined;
  #paused = false;
  #handedAt = Number.NEGATIVE_INFINITY;
  #holesLookedAt = 0;

  constructor(options: SubscribeOptions, context: LocalSubscriptionContext) {
    this.topic = options.topic;
    this.group = options.group;
    this.#options = options;
    this.#context = context;
    this.#pace = options.pace === undefined ? undefined : new Pace(options.pace);
    this.#gatherer = new BatchGatherer(context.reader, context.headers, options.maxBatch ?? 5000);
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

  async drain(timeoutMs: number): Promise<boolean> {
    await this.#context.reader.refresh();
    const heads = new Map(this.#context.reader.laneStates().map(({ lane, head }) => [lane, head]));
    return new Promise((settle) => {
      const end = (drained: boolean) => {
        clearTimeout(timer);
        this.#drains.delete(check);
        settle(drained);
      };
      const check = () => {
        if (this.#position?.isDoneUpTo(heads)) end(true);
      };
      const timer = setTimeout(() => end(false), timeoutMs);
      this.#drains.add(check);
      check();
    });
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

  async lag(): Promise<Lag> {
    const { reader, timers } = this.#context;
    const lanes = reader.laneStates();
    const position = this.#position ?? new GroupPosition(new Map());
    const oldest = await Promise.all(lanes.map((lane) => oldestOpen(reader, lane, position)));
    const now = timers.now();
    return {
      records: position.openIn(lanes),
      oldestAgeMs: Math.max(0, ...oldest.map((at) => now - at)),
    };
  }

  /** What the group's store has for good, and what it will never get; undefined until the position was loaded. */
  async covered(): Promise<Positions | undefined> {
    const position = this.#position;
    return position?.covered(await this.#context.store.load());
  }

  async #run(): Promise<void> {
    const unsubscribe = this.#context.reader.onChange(() => this.#wake.call());
    const lock = await this.#standBy();
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

  /** Two subscriptions of one group would give everything twice; the second waits for the first to end or die. */
  async #standBy(): Promise<ProcessLock | undefined> {
    let told = false;
    while (!this.#stopping.signal.aborted) {
      try {
        const lock = tryLock(join(this.#context.groupsFolder, `${this.group}.lock`));
        if (lock !== undefined) return lock;
        if (!told)
          this.#context.log?.info({ topic: this.topic, group: this.group }, "Standing by for this group");
        told = true;
      } catch (error) {
        this.#context.log?.error({ err: error, group: this.group }, "The group's lock can't be taken");
      }
      await systemTimers.sleep(standbyMs, this.#stopping.signal);
    }
    return undefined;
  }

  async #round(): Promise<void> {
    const position = this.#position;
    if (position === undefined) return;
    await this.#replay();
    await this.#lookForHoles(position);
    if (this.#paused || !(await this.#recordsAreThere(position))) {
      this.#checkDrains();
      await this.#wake.sleep(Math.min(idleMs, this.#options.holesAfterMs ?? idleMs));
      return;
    }
    const { batch, unreadable } = await this.#gatherer.next(position);
    for (const { lane, ranges, reason } of unreadable) {
      await this.#options.onUnreadable?.(lane, ranges, reason);
      position.addUnreadable(lane, ranges);
    }
    if (unreadable.length > 0) await this.#commit();
    if (batch.length > 0) await this.#deliver(batch, position);
    this.#checkDrains();
  }

  async #deliver(batch: readonly BusRecord[], position: GroupPosition): Promise<void> {
    const { timers, observer } = this.#context;
    const startedAt = timers.now();
    const oldestAt = batch.reduce((oldest, { at }) => Math.min(oldest, at), startedAt);
    this.#handedAt = performance.now();
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
      this.#pace?.batchDone(performance.now());
    }
  }

  /** Waits a little for a fuller batch, unless the last one was handed over long enough ago. */
  async #recordsAreThere(position: GroupPosition): Promise<boolean> {
    const { maxBatch = 5000, maxWaitMs = 100 } = this.#options;
    const open = () => position.openIn(this.#context.reader.laneStates());
    if (open() <= 0) return false;
    await this.#giveWay();
    for (;;) {
      const restMs = this.#handedAt + maxWaitMs - performance.now();
      if (restMs <= 0 || this.#hurries || open() >= maxBatch) return true;
      await systemTimers.sleep(Math.min(restMs, lingerStepMs), this.#stopping.signal);
    }
  }

  /** Waits while the thread is busy with other work, for as long as the pace has it. */
  async #giveWay(): Promise<void> {
    const begunAt = performance.now();
    let now = begunAt;
    while (!this.#hurries && this.#pace?.holdsBack(now, this.#handedAt)) {
      await systemTimers.sleep(lingerStepMs, this.#stopping.signal);
      now = performance.now();
    }
    if (now === begunAt) return;
    this.#context.observer.heldBack?.({ topic: this.topic, group: this.group, waitedMs: now - begunAt });
  }

  /** Somebody waits for the end of what is there. */
  get #hurries(): boolean {
    return this.#stopping.signal.aborted || this.#drains.size > 0;
  }

  async #lookForHoles(position: GroupPosition): Promise<void> {
    const now = this.#context.timers.now();
    if (now - this.#holesLookedAt < (this.#options.holesAfterMs ?? 60_000)) return;
    this.#holesLookedAt = now;
    position.keepOnly(new Set(this.#context.reader.laneStates().map(({ lane }) => lane)));
    const records = position.reopenHoles(await this.#context.store.load());
    if (records === 0) return;
    this.#context.observer.resent?.({ topic: this.topic, group: this.group, records });
    this.#context.log?.warn(
      { topic: this.topic, group: this.group, records },
      "Holes in the store are sent again",
    );
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

  #checkDrains(): void {
    for (const check of [...this.#drains]) check();
  }
}

/** When the oldest record of the lane that is not done with was published; in the future when there is none. */
async function oldestOpen(reader: LogReader, lane: LaneState, position: GroupPosition): Promise<number> {
  const open = position.firstOpen(lane, 1);
  if (open === undefined) return Number.POSITIVE_INFINITY;
  const { records } = await reader.read(lane.lane, open.from, { to: open.to, maxRecords: 1 });
  return records[0]?.at ?? Number.POSITIVE_INFINITY;
}

function settlesWithin(work: Promise<void>, ms: number): Promise<boolean> {
  return new Promise((settle, fail) => {
    const timer = setTimeout(() => settle(false), ms);
    work.then(
      () => {
        clearTimeout(timer);
        settle(true);
      },
      (error: unknown) => {
        clearTimeout(timer);
        fail(error instanceof Error ? error : new Error(String(error)));
      },
    );
  });
}
