import { checkSpan, spansOf } from "@waypost/kit/bus/partition-spans.ts";
import type { BusRecord, PartitionOffset, PositionStore } from "@waypost/kit/bus/port.ts";
import { MultiRange } from "@waypost/kit/position/multirange.ts";

/** What a group does that has a database: rows, position and offsets change together or not at all. */
export interface OffsetGroup {
  readonly position: PositionStore;
  /** The numbers that were stored, by lane, in the order they were. */
  readonly rows: ReadonlyMap<string, readonly number[]>;
  /** How many records came that were stored already. */
  readonly redelivered: number;
  /** One transaction; throws as a database does that lacks what comes before. */
  readonly handle: (batch: readonly BusRecord[]) => Promise<void>;
  /** How many records are stored. */
  total(): number;
}

/** A group with its store in memory; several subscriptions may share it. */
export function makeOffsetGroup(): OffsetGroup {
  const rows = new Map<string, number[]>();
  const seen = new Map<string, MultiRange>();
  const offsets = new Map<number, PartitionOffset>();
  let redelivered = 0;
  return {
    rows,
    get redelivered() {
      return redelivered;
    },
    position: {
      load: async () => new Map(Array.from(seen, ([lane, set]) => [lane, set.clone()])),
      offsets: {
        load: async () => new Map(offsets),
        reset: async (_topic, partition, to) => void offsets.set(partition, to),
      },
    },
    async handle(batch) {
      const spans = spansOf(batch);
      // Others get their turn, as while a statement is under way.
      await new Promise(setImmediate);
      for (const span of spans) checkSpan(span, offsets.get(span.partition));
      for (const { lane, seq } of batch) {
        const set = seen.get(lane) ?? new MultiRange();
        seen.set(lane, set);
        if (set.has(seq)) {
          redelivered++;
          continue;
        }
        set.add(seq);
        rows.set(lane, [...(rows.get(lane) ?? []), seq]);
      }
      for (const { partition, topicId, to } of spans)
        offsets.set(partition, { topicId, next: Math.max(to, offsets.get(partition)?.next ?? 0) });
    },
    total: () => [...rows.values()].reduce((sum, list) => sum + list.length, 0),
  };
}
