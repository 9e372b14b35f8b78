import { bounded, TooSlowError } from "../lifecycle/bounded.ts";
import type { Log } from "../telemetry/log.ts";
import { BatchTiming } from "./batch-timing.ts";
import { type DeliverOptions, deliver, untilDone } from "./deliver.ts";
import { Drains } from "./drains.ts";
import type { BusObserver, BusRecord, PositionStore, Positions, SubscribeOptions } from "./port.ts";
import type { Timers } from "./timers.ts";
import { Wake } from "./wake.ts";

/** How a subscription tells what happens, and by which clock it waits. */
export interface CoreContext {
  readonly observer: BusObserver;
  readonly timers: Timers;
  readonly log: Log | undefined;
}

type Attempts = Pick<DeliverOptions, "backoff" | "timers" | "stopping" | "onRetry">;

/** What was asked for between two batches, and who waits for it. */
interface Replay {
  work(): Promise<void>;
  done(): void;
  failed(error: unknown): void;
}

const ignoredSignalMs = 1000;

/**
 * What the subscriptions of all adapters have in common: batches are handed over one at a time and tried until they are
 * handled, failures wait, pauses and stops are obeyed, and the store is asked for holes. Where records come from is the
 * adapter's.
 */
export class SubscriptionCore {
  readonly wake = new Wake();
  readonly drains = new Drains();
  readonly timing: BatchTiming;
  readonly facts: { readonly topic: string; readonly group: string };
  readonly #options: SubscribeOptions;
  readonly #context: CoreContext;
  readonly #stopping = new AbortController();
  readonly #giveUp = new AbortController();
  readonly #replays: Replay[] = [];
  #paused = false;
  #holesLookedAt = 0;
  #recheck = false;

  constructor(options: SubscribeOptions, context: CoreContext) {
    this.facts = { topic: options.topic, group: options.group };
    this.#options = options;
    this.#context = context;
    this.timing = new BatchTiming(options);
  }

  /** Fired by {@link SubscriptionCore.stop}: no further batch is taken. */
  get stopping(): AbortSignal {
    return this.#stopping.signal;
  }

  get paused(): boolean {
    return this.#paused;
  }

  pause(): void {
    this.#paused = true;
  }

  resume(): void {
    this.#paused = false;
    this.wake.call();
  }

  recheck(): void {
    this.#recheck = true;
    this.wake.call();
  }

  /** Does the work between two batches; rejects with what it throws, and when there will be no further one. */
  betweenBatches(work: () => Promise<void>): Promise<void> {
    return new Promise((done, failed) => {
      if (this.stopping.aborted) {
        failed(this.#hasStopped());
        return;
      }
      this.#replays.push({ work, done, failed });
      this.wake.call();
    });
  }

  /** The moment between two batches: what was asked for is done, and holes are looked for when it is time. */
  async settle(store: PositionStore, reopen: (stored: Positions, all: boolean) => number): Promise<void> {
    for (let replay = this.#replays.shift(); replay !== undefined; replay = this.#replays.shift())
      await replay.work().then(replay.done, replay.failed);
    await this.#lookForHoles(store, reopen);
  }

  /** The position was just loaded: the next look for holes has time. */
  positionLoaded(): void {
    this.#holesLookedAt = this.#context.timers.now();
  }

  /** Waits for the moment to hand over a batch; false, at once, when there is nothing to or it is paused. */
  async recordsAreThere(open: () => number): Promise<boolean> {
    const stopping = this.stopping;
    if (this.#paused || open() <= 0) return false;
    const hurries = () => stopping.aborted || this.drains.waiting;
    const waitedMs = await this.timing.wait({ open, hurries, stopping });
    if (waitedMs > 0) this.#context.observer.heldBack?.({ ...this.facts, waitedMs });
    return true;
  }

  /** Rests until there is reason to look again. */
  async rest(idleMs: number): Promise<void> {
    await this.wake.sleep(Math.min(idleMs, this.#options.holesAfterMs ?? idleMs));
  }

  /** Hands the batch over until it is handled and reports it; false when it was stopped, or void, before. */
  async deliver(
    batch: readonly BusRecord[],
    onHandled: (part: readonly BusRecord[]) => Promise<void>,
    isVoid?: (error: unknown) => boolean,
  ): Promise<boolean> {
    const { timers, observer } = this.#context;
    const startedAt = timers.now();
    const oldestAt = batch.reduce((oldest, { at }) => Math.min(oldest, at), startedAt);
    this.timing.begin();
    try {
      const handled = await deliver(batch, {
        ...this.attempts(),
        handle: this.#options.handle,
        poison: this.#options.poison,
        signal: this.#giveUp.signal,
        isVoid,
        onHandled,
        onPoison: (error) => observer.poison?.({ ...this.facts, error }),
      });
      if (!handled) return false;
      const tookMs = timers.now() - startedAt;
      const oldestAgeMs = Math.max(0, startedAt - oldestAt);
      observer.batch?.({ ...this.facts, records: batch.length, tookMs, oldestAgeMs });
      return true;
    } finally {
      this.timing.end();
    }
  }

  /** Has the batch made ready that probably comes next; never fails. */
  async prepare(batch: readonly BusRecord[]): Promise<void> {
    try {
      await this.#options.prepare?.(batch, this.#giveUp.signal);
    } catch (error) {
      this.#context.log?.info({ ...this.facts, err: error }, "A batch could not be made ready ahead");
    }
  }

  /** Does the work until it succeeds or the subscription stops, then false. */
  persist(work: () => Promise<void>): Promise<boolean> {
    return untilDone(work, this.attempts());
  }

  attempts(): Attempts {
    return {
      backoff: this.#options.backoff,
      timers: this.#context.timers,
      stopping: this.stopping,
      onRetry: (attempt, delayMs, error) => {
        const facts = { ...this.facts, attempt, delayMs };
        this.#context.observer.retry?.({ ...facts, error });
        // Only of the 1st, 2nd, 4th, 8th …: an outage of hours must not fill the log.
        if ((attempt & (attempt - 1)) !== 0) return;
        this.#context.log?.warn(
          { ...facts, err: error },
          "Records could not be read, handled or saved; trying again",
        );
      },
    };
  }

  /** See {@link Subscription.stop}; `running` is what the subscription does. */
  async stop(timeoutMs: number, running: Promise<void>): Promise<void> {
    this.#stopping.abort();
    for (const { failed } of this.#replays.splice(0)) failed(this.#hasStopped());
    this.wake.call();
    if (await settlesWithin(running, timeoutMs)) return;
    this.#giveUp.abort();
    if (await settlesWithin(running, ignoredSignalMs)) return;
    this.#context.log?.error(this.facts, "The handler ignores its signal; left behind");
  }

  #hasStopped(): Error {
    return new Error(`the subscription of ${this.facts.group} has stopped`);
  }

  async #lookForHoles(store: PositionStore, reopen: (stored: Positions, all: boolean) => number) {
    const now = this.#context.timers.now();
    const all = this.#recheck;
    if (!all && now - this.#holesLookedAt < (this.#options.holesAfterMs ?? 60_000)) return;
    this.#holesLookedAt = now;
    this.#recheck = false;
    const records = reopen(await this.#load(store, all), all);
    if (records === 0) return;
    this.#context.observer.resent?.({ ...this.facts, records });
    this.#context.log?.warn({ ...this.facts, records }, "Holes in the store are sent again");
  }

  async #load(store: PositionStore, recheck: boolean): Promise<Positions> {
    try {
      return await store.load();
    } catch (error) {
      this.#recheck ||= recheck;
      throw error;
    }
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
