import type { BrokerPlace } from "./port.ts";

/** A stretch of a partition that a batch is done with, once it is handled. */
export interface PartitionSpan {
  /** The topic's name at the broker. */
  readonly topic: string;
  readonly topicId: string;
  readonly partition: number;
  /** What the group must have already: everything before this offset. */
  readonly from: number;
  /** The first offset after the stretch. */
  readonly to: number;
}

/**
 * What the store of a group says to a batch that begins above the stored offset, or is of another topic with the same
 * name: stored as it is, it would hide what lies between. The bus loads the position and goes back to it.
 */
export class PositionBehind extends Error {
  override readonly name = "PositionBehind";

  constructor(span: PartitionSpan, stored: { readonly topicId: string; readonly next: number } | undefined) {
    const has = stored === undefined ? "nothing" : `everything before ${stored.next} of ${stored.topicId}`;
    super(
      `partition ${span.partition} of ${span.topicId} was to be stored from ${span.from} on; the store has ${has}`,
    );
  }
}

/**
 * The spans of the records, in ascending order of topics and partitions; empty when they come from no broker. Records of
 * a partition are in the order of their offsets.
 */
export function spansOf(records: readonly { readonly place?: BrokerPlace | undefined }[]): PartitionSpan[] {
  const spans = new Map<string, PartitionSpan>();
  for (const { place } of records) {
    if (place === undefined) continue;
    const { topic, topicId, partition, offset, since } = place;
    const key = `${topic} ${partition}`;
    const from = spans.get(key)?.from ?? since;
    spans.set(key, { topic, topicId, partition, from, to: offset + 1 });
  }
  return [...spans.values()].sort((a, b) =>
    a.topic === b.topic ? a.partition - b.partition : a.topic < b.topic ? -1 : 1,
  );
}

/** @throws PositionBehind when the store may not go on with the span. */
export function checkSpan(
  span: PartitionSpan,
  stored: { readonly topicId: string; readonly next: number } | undefined,
): void {
  if (stored === undefined || stored.topicId !== span.topicId || stored.next < span.from)
    throw new PositionBehind(span, stored);
}
