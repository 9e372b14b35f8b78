import type { Logger } from "pino";
import { bounded } from "./bounded.ts";
import { pause } from "./pause.ts";

/** Told about background work, such as by metrics; every method must be quick and must not throw. */
export interface BackgroundObserver {
  started?(name: string, owner: string): void;
  /** Ended by itself or by an error; not told when it ends because it was stopped. */
  ended?(name: string, owner: string, outcome: "done" | "failed"): void;
}

export interface SpawnOptions {
  /**
   * What to do when the task throws. `never` (the default): log, count, leave it ended. `on-failure`: begin again
   * after a pause, doubled from `minDelayMs` to `maxDelayMs` and shortened by up to half at random, so that many
   * processes do not come back at once; a run of longer than `maxDelayMs` starts the doubling afresh.
   */
  readonly restart?: "never" | "on-failure";
  /** Default 1,000. */
  readonly minDelayMs?: number;
  /** Default 60,000. */
  readonly maxDelayMs?: number;
}

/** Work that nobody awaits. */
export interface BackgroundTask {
  readonly name: string;
  /** Settled when the task has ended for good; never rejected. */
  readonly ended: Promise<void>;
  /** Fires the task's signal and waits for its end. */
  stop(): Promise<void>;
}

/**
 * The guard of background work: nothing floats. Each task has a name and an owner, its errors are logged and
 * counted, and {@link BackgroundWork.stop} waits for all of them.
 */
export class BackgroundWork {
  readonly #log: Logger;
  readonly #observer: BackgroundObserver;
  readonly #tasks = new Set<BackgroundTask>();
  #stopping = false;

  constructor(log: Logger, observer: BackgroundObserver = {}) {
    this.#log = log;
    this.#observer = observer;
  }

  /** What runs now. */
  get running(): readonly BackgroundTask[] {
    return [...this.#tasks];
  }

  /**
   * Runs `task` until it returns, or, with a restart, until it is stopped. The task must end soon after its signal.
   *
   * @throws Error when the guard is stopping.
   */
  spawn(
    name: string,
    owner: string,
    task: (signal: AbortSignal) => Promise<void>,
    options: SpawnOptions = {},
  ): BackgroundTask {
    if (this.#stopping) throw new Error(`${owner} can't start ${name}: the process is stopping.`);
    const stopping = new AbortController();
    const ended = this.#run(name, owner, task, options, stopping.signal).finally(() =>
      this.#tasks.delete(handle),
    );
    const handle: BackgroundTask = {
      name,
      ended,
      stop() {
        stopping.abort(new Error(`${name} was stopped`));
        return ended;
      },
    };
    this.#tasks.add(handle);
    return handle;
  }

  /** Stops every task; logs those that do not end within `timeoutMs` (default 10,000) and answers false then. */
  async stop(timeoutMs = 10_000): Promise<boolean> {
    this.#stopping = true;
    const all = Promise.all(this.running.map((task) => task.stop()));
    try {
      await bounded("Background work", timeoutMs, all);
      return true;
    } catch (error) {
      const left = this.running.map((task) => task.name);
      this.#log.error({ err: error, tasks: left }, "Background work did not end in time");
      return false;
    }
  }

  async #run(
    name: string,
    owner: string,
    task: (signal: AbortSignal) => Promise<void>,
    options: SpawnOptions,
    signal: AbortSignal,
  ): Promise<void> {
    const maxDelayMs = options.maxDelayMs ?? 60_000;
    let delayMs = options.minDelayMs ?? 1_000;
    while (true) {
      const startedAt = performance.now();
      this.#observer.started?.(name, owner);
      try {
        await task(signal);
        if (!signal.aborted) this.#observer.ended?.(name, owner, "done");
        return;
      } catch (error) {
        if (signal.aborted) return;
        this.#observer.ended?.(name, owner, "failed");
        const again = options.restart === "on-failure";
        this.#log.error({ err: error, task: name, owner, again }, "Background work failed");
        if (!again) return;
      }
      if (performance.now() - startedAt > maxDelayMs) delayMs = options.minDelayMs ?? 1_000;
      await pause(delayMs * (0.5 + Math.random() / 2), signal);
      if (signal.aborted) return;
      delayMs = Math.min(delayMs * 2, maxDelayMs);
    }
  }
}
