import type { Logger } from "pino";
import { bounded } from "./bounded.ts";

export interface StepOptions {
  /** How long the start may take. Default 60,000. */
  readonly startTimeoutMs?: number;
  /** How long the stop may take before the next step is stopped all the same. Default 10,000. */
  readonly stopTimeoutMs?: number;
}

interface Step {
  readonly name: string;
  readonly timeoutMs: number;
  stop(): unknown;
}

/**
 * The lifetime of a process or a part of it: steps started one after another, stopped in reverse order.
 *
 * States: open → stopping → stopped. Steps are added while it is open. {@link Scope.stop} fires the signal,
 * then stops the steps, the last one first; a step that throws or takes too long is logged by name, and the
 * others still get their turn. A child is one step of its parent.
 */
export class Scope {
  readonly name: string;
  readonly #log: Logger;
  readonly #steps: Step[] = [];
  readonly #stopping = new AbortController();
  #stopped: Promise<boolean> | undefined;

  constructor(name: string, log: Logger) {
    this.name = name;
    this.#log = log;
  }

  /**
   * Opens a scope, lets `build` start its steps, and rolls back what was started when that throws.
   *
   * @throws what `build` throws, after the roll-back.
   */
  static async open<T>(
    name: string,
    log: Logger,
    build: (scope: Scope) => Promise<T>,
  ): Promise<{ scope: Scope; value: T }> {
    const scope = new Scope(name, log);
    try {
      return { scope, value: await build(scope) };
    } catch (error) {
      await scope.stop();
      throw error;
    }
  }

  /** Fires when the scope begins to stop, before any step is stopped. */
  get signal(): AbortSignal {
    return this.#stopping.signal;
  }

  /**
   * Starts a step and remembers how to stop what it made. A step that comes up after its time is stopped again.
   *
   * @throws what `start` throws; TooSlowError; Error when the scope is stopping.
   */
  async start<T>(
    name: string,
    start: (signal: AbortSignal) => Promise<T> | T,
    stop?: (value: T) => unknown,
    options: StepOptions = {},
  ): Promise<T> {
    this.#assertOpen(name);
    const startedAt = performance.now();
    const starting = Promise.resolve(start(this.signal));
    let value: T;
    try {
      value = await bounded(`Starting ${this.name}/${name}`, options.startTimeoutMs ?? 60_000, starting);
    } catch (error) {
      if (stop !== undefined) this.#stopWhenLate(name, starting, stop);
      throw error;
    }
    this.#log.debug(
      { scope: this.name, step: name, tookMs: Math.round(performance.now() - startedAt) },
      "Started",
    );
    if (stop !== undefined) this.#add(name, () => stop(value), options.stopTimeoutMs);
    return value;
  }

  /** Registers what has to be undone; `timeoutMs` bounds it, default 10,000. */
  onStop(name: string, stop: () => unknown, timeoutMs?: number): void {
    this.#assertOpen(name);
    this.#add(name, stop, timeoutMs);
  }

  /** A scope that is stopped at this point of the reverse order; it may be stopped earlier by itself. */
  child(name: string, options: Pick<StepOptions, "stopTimeoutMs"> = {}): Scope {
    this.#assertOpen(name);
    const child = new Scope(`${this.name}/${name}`, this.#log);
    this.#add(name, () => child.stop(), options.stopTimeoutMs ?? 60_000);
    return child;
  }

  /** Stops everything; repeated calls wait for the first. True when each step stopped well and in time; never rejects. */
  stop(): Promise<boolean> {
    this.#stopped ??= this.#stopSteps();
    return this.#stopped;
  }

  async #stopSteps(): Promise<boolean> {
    this.#stopping.abort(new Error(`${this.name} is stopping`));
    let clean = true;
    for (let step = this.#steps.pop(); step !== undefined; step = this.#steps.pop()) {
      clean = (await this.#stopStep(step)) && clean;
    }
    return clean;
  }

  async #stopStep(step: Step): Promise<boolean> {
    const startedAt = performance.now();
    const about = { scope: this.name, step: step.name };
    try {
      const answer = await bounded(
        `Stopping ${this.name}/${step.name}`,
        step.timeoutMs,
        Promise.resolve(step.stop()),
      );
      this.#log.debug({ ...about, tookMs: Math.round(performance.now() - startedAt) }, "Stopped");
      return answer !== false;
    } catch (error) {
      this.#log.error({ ...about, err: error }, "A step did not stop as it should");
      return false;
    }
  }

  #stopWhenLate<T>(name: string, starting: Promise<T>, stop: (value: T) => unknown): void {
    starting
      .then(
        async (value) => {
          await stop(value);
        },
        () => undefined,
      )
      .catch((error: unknown) =>
        this.#log.error({ scope: this.name, step: name, err: error }, "A late step did not stop"),
      );
  }

  #add(name: string, stop: () => unknown, timeoutMs = 10_000): void {
    this.#steps.push({ name, stop, timeoutMs });
  }

  #assertOpen(name: string): void {
    if (this.signal.aborted) throw new Error(`${this.name} is stopping; ${name} can't be started.`);
  }
}
