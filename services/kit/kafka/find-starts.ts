import type { PartitionOffset } from "../bus/port.ts";
import type { PartitionBounds, TopicView } from "./cluster-queries.ts";

/** Where a partition is read from, and why. */
export interface Start {
  readonly partition: number;
  readonly start: number;
  /** What the group has according to its store. */
  readonly stored: number;
  /** Below it, the group has everything. */
  readonly base: number;
  readonly high: number;
  /** Records that went before the group had them. */
  readonly truncated: number;
  /** Why the place that was stored is of no use any more. */
  readonly moved: "new" | "renewed" | "truncated" | "cut back" | undefined;
}

/** What a group says of its own position: offsets beside its rows, offsets at the broker, or none at all. */
export type StoredOffsets =
  | { readonly kind: "own"; readonly offsets: ReadonlyMap<number, PartitionOffset> }
  | { readonly kind: "broker"; readonly offsets: ReadonlyMap<number, number> }
  | { readonly kind: "none" };

/**
 * Where to read on, by what the group has and what the topic still has.
 *
 * A topic that was made anew is read from its beginning. One that was cut off at its beginning is read from what is left,
 * and the gap is told. One that ends before the group's place has lost its end (a broker restored from an older disk), and
 * what is there now may be other records than before: it is read from its beginning, and what the group has is skipped.
 */
export function findStarts(
  partitions: readonly number[],
  view: TopicView,
  stored: StoredOffsets,
  again: boolean,
): Start[] {
  return partitions.map((partition) => {
    const bounds = view.bounds.get(partition) ?? { low: 0, high: 0 };
    const found = placeOf(partition, view.topicId, bounds, stored);
    const base = stored.kind === "broker" ? found.next : 0;
    const start = again || stored.kind === "none" ? bounds.low : found.next;
    const { next, moved, truncated = 0 } = found;
    return { partition, start, stored: next, base, high: bounds.high, truncated, moved };
  });
}

interface Place {
  readonly next: number;
  readonly moved?: Start["moved"];
  readonly truncated?: number;
}

function placeOf(
  partition: number,
  topicId: string,
  { low, high }: PartitionBounds,
  stored: StoredOffsets,
): Place {
  if (stored.kind === "none") return { next: low };
  const own = stored.kind === "own" ? stored.offsets.get(partition) : undefined;
  const next = stored.kind === "own" ? own?.next : stored.offsets.get(partition);
  if (next === undefined) return { next: low, moved: "new" };
  if (own !== undefined && own.topicId !== topicId) return { next: low, moved: "renewed" };
  if (next > high) return { next: low, moved: "cut back" };
  if (next < low) return { next: low, moved: "truncated", truncated: low - next };
  return { next };
}
