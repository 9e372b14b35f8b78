import type { RawMessage } from "./kafka-record.ts";

/** What one fetch brought of one partition. */
export interface FetchedBatch {
  readonly partition: number;
  /** The offset that was asked for. */
  readonly fetchedOffset: number;
  readonly lastOffset: number;
  /** The offset that the partition's next record will get. */
  readonly high: number;
  readonly messages: readonly RawMessage[];
}

/**
 * How far one partition was fetched, taken out and handled:
 *
 *     … done with … | handledNext … in hand … | taken out … | ahead, in memory … | fetchNext …
 */
export class PartitionReader {
  readonly partition: number;
  /** Below this offset the group has everything, except what it asked to have again. */
  readonly base: number;
  /** The offset after the last record that was taken out and wanted; see `BrokerPlace.since`. */
  since: number;
  #fetchNext: number;
  #gatheredNext: number;
  #handledNext: number;
  #storedNext: number;
  #high: number;
  #ahead: RawMessage[] = [];
  #aheadBytes = 0;
  #inHand: RawMessage | undefined;

  constructor(options: {
    readonly partition: number;
    /** Where to read from. */
    readonly start: number;
    /** What the group's store has; not above `start`. */
    readonly stored: number;
    readonly base: number;
    readonly high: number;
  }) {
    this.partition = options.partition;
    this.base = options.base;
    this.since = options.stored;
    this.#storedNext = options.stored;
    this.#fetchNext = options.start;
    this.#gatheredNext = options.start;
    this.#handledNext = options.start;
    this.#high = options.high;
  }

  get fetchNext(): number {
    return this.#fetchNext;
  }

  /** The first offset that is not done with. */
  get handledNext(): number {
    return this.#handledNext;
  }

  /** What the group's store must have by now, or have lost. */
  get storedNext(): number {
    return this.#storedNext;
  }

  /** The offset that the partition's next record will get, as far as is known. */
  get high(): number {
    return this.#high;
  }

  get ahead(): number {
    return this.#ahead.length;
  }

  get aheadBytes(): number {
    return this.#aheadBytes;
  }

  /** The oldest message that is in memory and not done with. */
  get oldest(): RawMessage | undefined {
    return this.#handledNext < this.#gatheredNext ? this.#inHand : this.#ahead[0];
  }

  /** Keeps what was fetched; false when it doesn't follow on what is here. */
  take({ fetchedOffset, lastOffset, high, messages }: FetchedBatch): boolean {
    if (fetchedOffset !== this.#fetchNext) return false;
    for (const message of messages) {
      this.#ahead.push(message);
      this.#aheadBytes += message.value?.byteLength ?? 0;
    }
    this.#fetchNext = lastOffset + 1;
    this.#high = Math.max(high, this.#fetchNext);
    return true;
  }

  /** The broker has nothing for us up to and with this offset. */
  passOver(lastOffset: number): void {
    this.#fetchNext = Math.max(this.#fetchNext, lastOffset + 1);
  }

  /** The message that is `at` places behind the next one, in the order of their offsets. */
  peek(at: number): RawMessage | undefined {
    return this.#ahead[at];
  }

  /** Takes the next messages out; after them, records that are wanted begin at `since`. */
  takeOut(count: number, since: number): void {
    const [first, last] = [this.#ahead[0], this.#ahead[count - 1]];
    if (first === undefined || last === undefined) return;
    for (let at = 0; at < count; at++) this.#aheadBytes -= this.#ahead[at]?.value?.byteLength ?? 0;
    if (this.#handledNext === this.#gatheredNext) this.#inHand = first;
    this.#gatheredNext = Number(last.offset) + 1;
    this.since = since;
    this.#ahead = this.#ahead.slice(count);
  }

  /** The handler is done with the record at this offset, and with all before it. */
  stored(offset: number): void {
    this.#handledNext = Math.max(this.#handledNext, offset + 1);
    this.#storedNext = Math.max(this.#storedNext, offset + 1);
  }

  /** Everything that was taken out is done with. */
  settle(): void {
    this.#handledNext = this.#ahead.length === 0 ? this.#fetchNext : this.#gatheredNext;
    this.#gatheredNext = this.#handledNext;
  }

  sawHigh(high: number): void {
    this.#high = Math.max(this.#high, high);
  }
}
