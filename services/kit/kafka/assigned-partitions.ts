import type { BusRecord, ForeignRecord } from "../bus/port.ts";
import type { TopicView } from "./cluster-queries.ts";
import { foreignRecord, KafkaRecord, nameOf, takenAt, timeOf } from "./kafka-record.ts";
import type { FetchedBatch, PartitionReader } from "./partition-reader.ts";

/** What was found next in the partitions of an assignment. */
export interface GatheredRecords {
  readonly batch: BusRecord[];
  readonly foreign: ForeignRecord[];
}

/** What was found next, and how far that takes each partition. */
interface NextRecords {
  readonly maxBatch: number;
  readonly found: GatheredRecords;
  readonly taken: { readonly reader: PartitionReader; readonly count: number; readonly since: number }[];
}

/** Whether the group wants a record; `offset` is its place in its partition. */
export type Wants = (reader: PartitionReader, offset: number, lane: string, seq: number) => boolean;

/** A batch is handed over when its payloads have this size, full or not, so that large ones can't fill the memory. */
const maxBatchBytes = 8 * 1024 ** 2;
/** What is fetched ahead of the handler, at most, before fetching rests. */
const maxAheadBytes = 32 * 1024 ** 2;

/** The partitions that one member of a group reads until they are shared out anew. */
export class AssignedPartitions {
  readonly topic: string;
  readonly topicId: string;
  readonly readers: ReadonlyMap<number, PartitionReader>;
  readonly #shown = new Map<number, number>();
  #first = 0;
  #next: NextRecords | undefined;

  constructor(topic: string, topicId: string, readers: readonly PartitionReader[]) {
    this.topic = topic;
    this.topicId = topicId;
    this.readers = new Map(readers.map((reader) => [reader.partition, reader]));
  }

  /** Takes what was fetched; false when it is not what comes next, so that the position has to be looked up again. */
  take(batch: FetchedBatch): boolean {
    return this.readers.get(batch.partition)?.take(batch) ?? true;
  }

  /** Whether the topic is still the one that is read here, and has what is read next. */
  fits({ topicId, bounds }: TopicView): boolean {
    if (topicId !== this.topicId) return false;
    return [...this.readers.values()].every((reader) => {
      const found = bounds.get(reader.partition);
      if (found !== undefined) reader.sawHigh(found.high);
      return found !== undefined && found.low <= reader.fetchNext && reader.fetchNext <= found.high;
    });
  }

  /** Records that were fetched and not handed over. */
  get ahead(): number {
    return this.#sum(({ ahead }) => ahead);
  }

  /** Whether more is ahead than the handler needs for its next batches of `maxBatch`. */
  isFull(maxBatch: number): boolean {
    return (
      this.ahead >= Math.max(2_000, maxBatch * 3) ||
      this.#sum(({ aheadBytes }) => aheadBytes) >= maxAheadBytes
    );
  }

  /** Whether so little is ahead that fetching should go on. */
  isLow(maxBatch: number): boolean {
    return (
      this.ahead < Math.max(1_000, maxBatch * 2) &&
      this.#sum(({ aheadBytes }) => aheadBytes) < maxAheadBytes / 2
    );
  }

  /**
   * Finds what {@link AssignedPartitions.gather} will take out next, and leaves it where it is: the same batch, as long as the
   * same number is asked for.
   */
  lookAhead(maxBatch: number, wants: Wants): readonly BusRecord[] {
    this.#next = this.#find(maxBatch, wants);
    return this.#next.found.batch;
  }

  /** Takes out what is handed over next; what nobody wants is passed over. */
  gather(maxBatch: number, wants: Wants): GatheredRecords {
    const next = this.#next?.maxBatch === maxBatch ? this.#next : this.#find(maxBatch, wants);
    this.#next = undefined;
    for (const { reader, count, since } of next.taken) reader.takeOut(count, since);
    return next.found;
  }

  #find(maxBatch: number, wants: Wants): NextRecords {
    const found: GatheredRecords = { batch: [], foreign: [] };
    const taken: NextRecords["taken"] = [];
    const readers = [...this.readers.values()];
    // Every batch begins with another partition, so that a busy one can't starve the others.
    this.#first = (this.#first + 1) % Math.max(1, readers.length);
    let restBytes = maxBatchBytes;
    for (const reader of [...readers.slice(this.#first), ...readers.slice(0, this.#first)]) {
      const from = { topic: this.topic, topicId: this.topicId, partition: reader.partition };
      let [count, { since }] = [0, reader];
      while (found.batch.length < maxBatch && restBytes > 0) {
        const message = reader.peek(count);
        if (message === undefined) break;
        count++;
        const offset = Number(message.offset);
        const name = nameOf(message);
        if ("foreign" in name) {
          found.foreign.push(foreignRecord(message, from, since, name.foreign));
          continue;
        }
        if (!wants(reader, offset, name.lane, name.seq)) continue;
        found.batch.push(new KafkaRecord(name, message, from, since));
        since = offset + 1;
        restBytes -= message.value?.byteLength ?? 0;
      }
      taken.push({ reader, count, since });
    }
    return { maxBatch, found, taken };
  }

  /** The handler is done with these records. */
  handled(records: readonly BusRecord[]): void {
    for (const { place } of records) {
      if (place !== undefined) this.readers.get(place.partition)?.stored(place.offset);
    }
  }

  /** Everything that was taken out is done with. */
  settle(): void {
    for (const reader of this.readers.values()) reader.settle();
  }

  /** By partition, the first offset that is not done with. */
  positions(): Map<number, number> {
    return new Map(Array.from(this.readers, ([partition, { handledNext }]) => [partition, handledNext]));
  }

  /** Those of {@link AssignedPartitions.positions} that have changed since the last call. */
  newPositions(): Map<number, number> {
    const fresh = [...this.positions()].filter(([partition, next]) => this.#shown.get(partition) !== next);
    for (const [partition, next] of fresh) this.#shown.set(partition, next);
    return new Map(fresh);
  }

  /** When the oldest record was published that was fetched and is not done with; undefined when there is none. */
  oldestAt(): number | undefined {
    return this.#earliest(({ oldest }) => (oldest === undefined ? undefined : timeOf(oldest)));
  }

  /** When the broker took the oldest of them: the topic keeps it from then on. */
  oldestTakenAt(): number | undefined {
    return this.#earliest(({ oldest }) => (oldest === undefined ? undefined : takenAt(oldest)));
  }

  #earliest(pick: (reader: PartitionReader) => number | undefined): number | undefined {
    const times = [...this.readers.values()].flatMap((reader) => pick(reader) ?? []);
    return times.length === 0 ? undefined : Math.min(...times);
  }

  #sum(pick: (reader: PartitionReader) => number): number {
    let sum = 0;
    for (const reader of this.readers.values()) sum += pick(reader);
    return sum;
  }
}
