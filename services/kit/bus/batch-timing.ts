import { Pace } from "./pace.ts";
import type { SubscribeOptions } from "./port.ts";
import { systemTimers } from "./timers.ts";

/** What a subscription that waits for the next batch looks at while it does. */
export interface BatchProspects {
  /** Records that could be handed over now. */
  open(): number;
  /** Whether a caller waits until all present records are handled, so that none may be held back. */
  hurries(): boolean;
  /** Ends the wait. */
  readonly stopping: AbortSignal;
}

const stepMs = 10;

/** When batches begin: see `maxWaitMs` and `pace` of {@link SubscribeOptions}. By the real clock, whatever tests do. */
export class BatchTiming {
  /** Most records of any batch. */
  readonly maxBatch: number;
  readonly #maxWaitMs: number;
  readonly #pace: Pace | undefined;
  #batchSize: number;
  #begunAt = Number.NEGATIVE_INFINITY;

  constructor({ maxBatch = 5000, maxWaitMs = 100, pace }: SubscribeOptions) {
    this.maxBatch = maxBatch;
    this.#batchSize = maxBatch;
    this.#maxWaitMs = maxWaitMs;
    this.#pace = pace === undefined ? undefined : new Pace(pace);
  }

  /** Most records of the batch that was waited for. */
  get batchSize(): number {
    return this.#batchSize;
  }

  /** Whether batches are as large as they may be: nothing holds the subscription back. */
  get isUnhindered(): boolean {
    return this.#batchSize === this.maxBatch;
  }

  /** A batch is handed over. */
  begin(): void {
    this.#begunAt = performance.now();
  }

  /** The handler is done with it. */
  end(): void {
    this.#pace?.batchDone(performance.now());
  }

  /**
   * Waits until the thread has time, then a little for a fuller batch, unless the last one began long enough ago.
   * Resolves to the milliseconds that other work of the thread held it back.
   */
  async wait(prospects: BatchProspects): Promise<number> {
    const heldBackMs = await this.#giveWay(prospects);
    const allowed = this.#pace?.batchOf(this.maxBatch) ?? this.maxBatch;
    this.#batchSize = prospects.hurries() ? this.maxBatch : allowed;
    for (;;) {
      const restMs = this.#begunAt + this.#maxWaitMs - performance.now();
      if (restMs <= 0 || prospects.hurries() || prospects.open() >= this.maxBatch) return heldBackMs;
      await systemTimers.sleep(Math.min(restMs, stepMs), prospects.stopping);
    }
  }

  async #giveWay({ hurries, stopping }: BatchProspects): Promise<number> {
    const startedAt = performance.now();
    let now = startedAt;
    while (!hurries() && this.#pace?.holdsBack(now, this.#begunAt)) {
      await systemTimers.sleep(stepMs, stopping);
      now = performance.now();
    }
    return now - startedAt;
  }
}
