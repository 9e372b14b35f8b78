/** How busy a thread is, as a subscription that shares it asks. */
export interface LoopGauge {
  /** The share of the time since the last call, 0 … 1, in which the event loop was at work. */
  busyShare(): number;
}

/**
 * Lets a subscription stand back while its thread has more urgent work than it can do.
 *
 * Between two batches the subscription does nothing, so what keeps the loop busy then is the others' work. Is it busy
 * for more than {@link PaceOptions.busyShare} of the time, batches begin {@link PaceOptions.everyMs} apart and have
 * {@link PaceOptions.busyBatch} records at most. Is it not, they come as {@link SubscribeOptions} has it.
 */
export interface PaceOptions {
  readonly gauge: LoopGauge;
  /** From which share on the loop counts as taken. Default 0.85. */
  readonly busyShare?: number;
  /** The longest between the beginnings of two batches, in milliseconds, however busy the loop is. Default 1000. */
  readonly everyMs?: number;
  /** Most records of a batch that begins although the loop is busy. Default 5000. */
  readonly busyBatch?: number;
}

/** The gauge of the thread that calls this. */
export function loopGauge(): LoopGauge {
  let last = performance.eventLoopUtilization();
  return {
    busyShare() {
      const now = performance.eventLoopUtilization();
      const { utilization } = performance.eventLoopUtilization(now, last);
      last = now;
      return utilization;
    },
  };
}

/** Shortest time that says anything about how busy the loop is, in milliseconds. */
const lookMs = 40;
/** How long a loop that was found idle is believed to be, in milliseconds: looking costs a subscription that is behind. */
const believedMs = 1_000;

/** When the next batch may begin; one per subscription. */
export class Pace {
  readonly #options: PaceOptions;
  #lookedAt = Number.NEGATIVE_INFINITY;
  #idleAt = Number.NEGATIVE_INFINITY;
  #busy = false;

  constructor(options: PaceOptions) {
    this.#options = options;
  }

  /** Most records of the next batch, of `usual` ones. */
  batchOf(usual: number): number {
    return this.#busy ? Math.min(usual, this.#options.busyBatch ?? 5000) : usual;
  }

  /** A batch is done: from here on the loop works for others. */
  batchDone(now: number): void {
    this.#options.gauge.busyShare();
    this.#lookedAt = now;
  }

  /**
   * Whether a batch must wait although records are there; to be asked again after some milliseconds. `now` and
   * `handedAt`, the beginning of the last batch, by one monotonic clock.
   */
  holdsBack(now: number, handedAt: number): boolean {
    const { gauge, busyShare = 0.85, everyMs = 1000 } = this.#options;
    if (now - handedAt >= everyMs || now - this.#idleAt < believedMs) return false;
    if (now - this.#lookedAt < lookMs) return true;
    this.#lookedAt = now;
    this.#busy = gauge.busyShare() > busyShare;
    if (!this.#busy) this.#idleAt = now;
    return this.#busy;
  }
}
