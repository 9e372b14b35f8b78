/** Counts that are always the same, as `GetClickCounts` answers them. */
export function constantCounts(linkIds: readonly string[]) {
  return linkIds.map((linkId) => ({ linkId, counts: { total: 3n, human: 2n, bot: 1n, unique: 2n } }));
}
