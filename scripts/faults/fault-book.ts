/** What the ledger owes, beside the visits that were answered: everything that was broken on purpose. */
export interface FaultBook {
  /** Records that were destroyed while they were the only copy. */
  lost: number;
  /** Visitors that were sent on while nothing could be written. */
  unrecorded: number;
  /** Records that can't be read, of writers that never were. */
  poison: number;
  /** Processes that were killed, of every kind. */
  kills: number;
}

/** Nothing is broken yet. */
export function newFaultBook(): FaultBook {
  return { lost: 0, unrecorded: 0, poison: 0, kills: 0 };
}
