import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isMissing, laneFolder } from "../local-log/lane-files.ts";
import { replaceFile } from "../local-log/replace-file.ts";

export interface LanePartitionsOptions {
  /** Folder of the log. */
  readonly directory: string;
  readonly topic: string;
  /** Asks Kafka how many partitions the topic has. */
  count(): Promise<number>;
  /** Lanes of this disk that are being written, by any process. */
  openLanes(): readonly string[];
  /** 0 … 1, as Math.random. */
  readonly random?: () => number;
}

/**
 * Which partition each lane goes to: chosen once, before its first record is sent, and stored beside the lane, so that
 * whoever forwards it later sends it the same way. Partitions that are added later are for later lanes.
 */
export class LanePartitions {
  readonly #options: LanePartitionsOptions;
  readonly #known = new Map<string, number>();
  readonly #suspects = new Set<string>();
  /** Choices are made one after the other, so that each sees those before it. */
  #choosing: Promise<unknown> = Promise.resolve();

  constructor(options: LanePartitionsOptions) {
    this.#options = options;
  }

  /** Rejects while Kafka can't be asked and nothing is stored. */
  async of(lane: string): Promise<number> {
    const known = this.#known.get(lane);
    if (known !== undefined) return known;
    const choice = this.#choosing.then(() => this.#find(lane));
    this.#choosing = choice.catch(() => undefined);
    return await choice;
  }

  /** The partition isn't there any more: looks how many there are before the next answer. */
  forget(lane: string): void {
    this.#known.delete(lane);
    this.#suspects.add(lane);
  }

  async #find(lane: string): Promise<number> {
    const { directory, topic, count, openLanes, random } = this.#options;
    const stored = storedPartition(directory, lane, topic);
    if (stored !== undefined && !this.#suspects.has(lane)) {
      this.#known.set(lane, stored);
      return stored;
    }
    const partitions = await count();
    const others = openLanes().flatMap((other) =>
      other === lane ? [] : (storedPartition(directory, other, topic) ?? []),
    );
    const chosen =
      stored !== undefined && stored < partitions ? stored : choosePartition(partitions, others, random);
    replaceFile(fileOf(directory, lane), JSON.stringify({ topic, partition: chosen }));
    this.#suspects.delete(lane);
    this.#known.set(lane, chosen);
    return chosen;
  }
}

/**
 * The partition for a new lane: one that the fewest of the other lanes go to, and of these a random one, because
 * writers on other disks are not seen from here.
 */
export function choosePartition(
  partitions: number,
  others: readonly number[],
  random: () => number = Math.random,
): number {
  const uses = Array.from({ length: partitions }, () => 0);
  for (const other of others) if (other < partitions) uses[other] = (uses[other] ?? 0) + 1;
  const least = Math.min(...uses);
  const candidates = uses.flatMap((count, partition) => (count === least ? [partition] : []));
  return candidates[Math.floor(random() * candidates.length)] ?? 0;
}

const fileOf = (directory: string, lane: string) => join(laneFolder(directory, lane), "partition");

function storedPartition(directory: string, lane: string, topic: string): number | undefined {
  try {
    const stored: unknown = JSON.parse(readFileSync(fileOf(directory, lane), "utf8"));
    if (typeof stored !== "object" || stored === null) return undefined;
    if (!("topic" in stored && stored.topic === topic && "partition" in stored)) return undefined;
    return typeof stored.partition === "number" ? stored.partition : undefined;
  } catch (error) {
    if (isMissing(error) || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
