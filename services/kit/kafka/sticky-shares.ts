/** A member of a group, with what it held last. */
export interface Holder {
  readonly id: string;
  readonly held: readonly number[];
  /** When it got them, in epoch milliseconds: of two that claim a partition, the later one holds it. */
  readonly since: number;
}

/**
 * Shares partitions out evenly, moving as few as possible: members' counts differ by one at most, and a member keeps
 * what it held unless that is more than its share. The order of members and partitions doesn't matter.
 */
export function shareOut(
  members: readonly Holder[],
  partitions: readonly number[],
): ReadonlyMap<string, readonly number[]> {
  const order = members.toSorted((a, b) => b.since - a.since || (a.id < b.id ? -1 : 1));
  const kept = claims(order, new Set(partitions));
  const shares = new Map<string, number[]>();
  const least = Math.floor(partitions.length / Math.max(1, members.length));
  let larger = partitions.length - least * members.length;
  // Those that held most get the larger shares, so that they part with the least.
  const byHeld = order.toSorted((a, b) => (kept.get(b.id)?.length ?? 0) - (kept.get(a.id)?.length ?? 0));
  const sizes = new Map<string, number>();
  for (const { id } of byHeld) sizes.set(id, least + (larger-- > 0 ? 1 : 0));
  const taken = new Set<number>();
  for (const { id } of byHeld) {
    const share = (kept.get(id) ?? []).slice(0, sizes.get(id));
    shares.set(id, share);
    for (const partition of share) taken.add(partition);
  }
  const free = partitions.filter((partition) => !taken.has(partition)).toSorted((a, b) => a - b);
  for (const { id } of byHeld) {
    const share = shares.get(id) ?? [];
    share.push(...free.splice(0, (sizes.get(id) ?? 0) - share.length));
    share.sort((a, b) => a - b);
  }
  return shares;
}

/** By member, which partitions it holds; each partition once. */
function claims(members: readonly Holder[], partitions: ReadonlySet<number>): Map<string, number[]> {
  const claimed = new Set<number>();
  return new Map(
    members.map(({ id, held }) => {
      const kept = held.filter((partition) => partitions.has(partition) && !claimed.has(partition));
      for (const partition of kept) claimed.add(partition);
      return [id, kept.toSorted((a, b) => a - b)];
    }),
  );
}
