import { GroupPosition } from "../bus/group-position.ts";
import type { BusObserver, PartitionOffset, PositionStore, Positions } from "../bus/port.ts";
import type { Log } from "../telemetry/log.ts";
import { AssignedPartitions } from "./assigned-partitions.ts";
import { findStarts, type Start, type StoredOffsets } from "./find-starts.ts";
import type { GroupMember } from "./group-member.ts";
import { PartitionReader } from "./partition-reader.ts";

/** Whom to ask where a group is, and how to tell what was found. */
export interface PositionLookupContext {
  /** The group's own store; undefined when its offsets are the broker's matter. */
  readonly store: PositionStore | undefined;
  readonly kafkaTopic: string;
  readonly groupId: string;
  readonly facts: { readonly topic: string; readonly group: string };
  readonly observer: BusObserver;
  readonly log: Log | undefined;
}

/** Where a group is, as it was looked up. */
export interface FoundPosition {
  readonly position: GroupPosition;
  readonly assigned: AssignedPartitions;
}

/** Asks the group's store and the broker where a group is. */
export class PositionLookup {
  /** For the subscription's look for holes: the sets of the store, and its offsets with them. */
  readonly store: PositionStore;
  readonly #context: PositionLookupContext;
  #storedOffsets: ReadonlyMap<number, PartitionOffset> = new Map();

  constructor(context: PositionLookupContext) {
    this.#context = context;
    this.store = {
      load: async () => {
        const { store, kafkaTopic } = context;
        this.#storedOffsets = (await store?.offsets?.load(kafkaTopic)) ?? new Map();
        return (await store?.load()) ?? new Map();
      },
    };
  }

  /** `again`: by lane, from which number on the group wants everything again. */
  async look(
    member: GroupMember,
    partitions: readonly number[],
    again: ReadonlyMap<string, number>,
  ): Promise<FoundPosition> {
    const { store, kafkaTopic } = this.#context;
    const view = await member.queries.view();
    const starts = findStarts(partitions, view, await this.#offsets(member), again.size > 0);
    const position = new GroupPosition((await store?.load()) ?? new Map());
    for (const [lane, seq] of again) position.forgetFrom(lane, seq);
    for (const start of starts) await this.#noteMove(view.topicId, start);
    const readers = starts.map((start) => new PartitionReader(start));
    return { position, assigned: new AssignedPartitions(kafkaTopic, view.topicId, readers) };
  }

  /** How many records the store has lost of what was handled; `stored` are its sets. */
  countLost(stored: Positions, { position, assigned }: FoundPosition, all: boolean): number {
    if (this.#context.store === undefined) return 0;
    const holes = all ? position.reopenAll(stored) : position.reopenHoles(stored);
    let behind = 0;
    for (const [partition, { next }] of this.#storedOffsets) {
      behind += Math.max(0, (assigned.readers.get(partition)?.storedNext ?? next) - next);
    }
    return Math.max(holes, behind);
  }

  async #offsets(member: GroupMember): Promise<StoredOffsets> {
    const { store, kafkaTopic, groupId } = this.#context;
    if (store === undefined) return { kind: "broker", offsets: await member.queries.committed(groupId) };
    if (store.offsets === undefined) return { kind: "none" };
    return { kind: "own", offsets: await store.offsets.load(kafkaTopic) };
  }

  async #noteMove(topicId: string, { partition, stored, truncated, moved }: Start): Promise<void> {
    if (moved === undefined) return;
    const { store, kafkaTopic, facts, observer, log } = this.#context;
    await store?.offsets?.reset(kafkaTopic, partition, { topicId, next: stored });
    if (moved === "new") return;
    if (truncated > 0) observer.truncated?.({ ...facts, records: truncated });
    log?.error({ ...facts, kafkaTopic, partition, from: stored, truncated }, toldMoves[moved]);
  }
}

const toldMoves = {
  renewed: "The topic was deleted and made anew; it is read from its beginning",
  "cut back": "The topic ends before what was read of it; it is read from its beginning",
  truncated: "Records of the topic went before they were read",
} as const;
