import type { LaneTurns } from "@waypost/kit/local-log/lane-turns.ts";
import type { AppendDone } from "@waypost/kit/local-log/writer.ts";
import type { AppendResult } from "@waypost/kit/local-log/writer-options.ts";

export interface AcknowledgedClicksOptions {
  readonly lanes: Pick<LaneTurns, "current">;
  /** How long a visitor waits for the broker, in milliseconds. */
  readonly timeoutMs: number;
  /** What a click counts as whose acknowledgement didn't come: it is in the log either way. */
  readonly whenLate: "recorded" | "refused";
  /** Monotonic milliseconds. Default: `performance.now`. */
  readonly now?: () => number;
}

interface Waiting {
  readonly seq: number;
  readonly until: number;
  readonly result: AppendResult;
  readonly done: AppendDone;
}

const checkMs = 50;

/**
 * Holds the answers to visitors until the broker has their clicks: an append counts as done when the forwarder tells
 * that its lane is forwarded so far. While the forwarder is in trouble nobody waits for it.
 */
export class AcknowledgedClicks {
  readonly #options: AcknowledgedClicksOptions;
  readonly #now: () => number;
  readonly #forwarded = new Map<string, number>();
  readonly #waiting = new Map<string, Waiting[]>();
  #timer: NodeJS.Timeout | undefined;
  #troubled = false;
  #late = 0;

  constructor(options: AcknowledgedClicksOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => performance.now());
  }

  /** Clicks that were answered for without the broker's word. */
  get late(): number {
    return this.#late;
  }

  append(payload: Uint8Array, done: AppendDone): void {
    const writer = this.#options.lanes.current;
    writer.append(payload, (result) => {
      if (result.kind !== "recorded") done(result);
      else if (result.seq <= (this.#forwarded.get(writer.lane) ?? 0)) done(result);
      else if (this.#troubled) this.#giveUp(done, result);
      else
        this.#wait(writer.lane, {
          seq: result.seq,
          until: this.#now() + this.#options.timeoutMs,
          result,
          done,
        });
    });
  }

  /** The broker has everything of the lane up to the number. */
  forwarded(lane: string, seq: number): void {
    this.#forwarded.set(lane, seq);
    this.#settle(
      lane,
      (waiting) => waiting.seq <= seq,
      ({ done, result }) => answer(done, result),
    );
  }

  /** Whether sends are being rejected. */
  trouble(troubled: boolean): void {
    this.#troubled = troubled;
    if (troubled) this.#settleAll(() => true);
  }

  #wait(lane: string, waiting: Waiting): void {
    const queue = this.#waiting.get(lane);
    if (queue === undefined) this.#waiting.set(lane, [waiting]);
    else queue.push(waiting);
    this.#timer ??= setInterval(() => this.#check(), checkMs);
  }

  #check(): void {
    const now = this.#now();
    this.#settleAll(({ until }) => until <= now);
    if ([...this.#waiting.values()].some((queue) => queue.length > 0)) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #settleAll(isOver: (waiting: Waiting) => boolean): void {
    for (const lane of this.#waiting.keys())
      this.#settle(lane, isOver, ({ done, result }) => this.#giveUp(done, result));
  }

  /** Those that are over stand at the front: numbers and times only grow. */
  #settle(lane: string, isOver: (waiting: Waiting) => boolean, settle: (waiting: Waiting) => void): void {
    const queue = this.#waiting.get(lane) ?? [];
    let count = 0;
    for (const waiting of queue) {
      if (!isOver(waiting)) break;
      count++;
    }
    for (const waiting of queue.splice(0, count)) settle(waiting);
  }

  #giveUp(done: AppendDone, result: AppendResult): void {
    this.#late++;
    answer(done, this.#options.whenLate === "recorded" ? result : { kind: "refused" });
  }
}

function answer(done: AppendDone, result: AppendResult): void {
  try {
    done(result);
  } catch (error) {
    // One visitor's mistake must not cost the others their answer.
    queueMicrotask(() => {
      throw error;
    });
  }
}
