/** What `/readyz` tells. */
export interface ReadinessReport {
  readonly ready: boolean;
  /** By name: `ok`, or in one sentence why not. */
  readonly checks: Readonly<Record<string, string>>;
}

/** Resolves when the dependency answers; throws, with a sentence that operators may read, when it does not. */
export type ReadinessCheck = (signal: AbortSignal) => Promise<void>;

/**
 * Whether this process should get traffic: after {@link Readiness.open} and before {@link Readiness.close}, as long
 * as all checks pass that are no notes. Checks run side by side, only when asked, once for all who ask at the same time, and each for
 * at most `timeoutMs` (default 1,000).
 */
export class Readiness {
  readonly #checks = new Map<string, ReadinessCheck>();
  readonly #notes = new Set<string>();
  readonly #timeoutMs: number;
  #state: "starting" | "open" | "stopping" = "starting";
  #running: Promise<ReadinessReport> | undefined;

  constructor(timeoutMs = 1_000) {
    this.#timeoutMs = timeoutMs;
  }

  /** Names a dependency; the name appears in the report. */
  add(name: string, check: ReadinessCheck): void {
    this.#checks.set(name, check);
  }

  /** Names something that the process can do without for a while: the report tells of it, and stays ready. */
  addNote(name: string, check: ReadinessCheck): void {
    this.#checks.set(name, check);
    this.#notes.add(name);
  }

  /** Everything has started. */
  open(): void {
    if (this.#state === "starting") this.#state = "open";
  }

  /** The first step of a stop: never ready again, and dependencies are not asked any more. */
  close(): void {
    this.#state = "stopping";
  }

  /** Asks now. Never throws. */
  report(): Promise<ReadinessReport> {
    if (this.#state !== "open") {
      return Promise.resolve({ ready: false, checks: { process: `The process is ${this.#state}.` } });
    }
    this.#running ??= this.#ask().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #ask(): Promise<ReadinessReport> {
    const results = await Promise.all(
      [...this.#checks].map(async ([name, check]) => [name, await this.#askOne(check)] as const),
    );
    const passed = results.every(([name, result]) => result === "ok" || this.#notes.has(name));
    const ready = this.#state === "open" && passed;
    return { ready, checks: Object.fromEntries(results) };
  }

  async #askOne(check: ReadinessCheck): Promise<string> {
    const signal = AbortSignal.timeout(this.#timeoutMs);
    const late = Promise.withResolvers<never>();
    const stop = () => late.reject(new Error(`No answer within ${this.#timeoutMs} ms.`));
    signal.addEventListener("abort", stop, { once: true });
    try {
      await Promise.race([late.promise, check(signal)]);
      return "ok";
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    } finally {
      signal.removeEventListener("abort", stop);
    }
  }
}
