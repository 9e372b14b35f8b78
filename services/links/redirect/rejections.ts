/** Why a visitor was not sent on. The names are the keys of the ledger's `rejected` and of the metric. */
export const rejectionReasons = [
  "not-found",
  "gone-expired",
  "gone-deleted",
  "limit-reached",
  "method-not-allowed",
  "unavailable",
  "refused-disk-full",
  "internal",
] as const;

export type RejectionReason = (typeof rejectionReasons)[number];

/** Counts, since the start of the process, those who were not sent on. */
export class Rejections {
  readonly #counts = new Map<RejectionReason, number>();

  count(reason: RejectionReason): void {
    this.#counts.set(reason, (this.#counts.get(reason) ?? 0) + 1);
  }

  /** Reasons that came up, each with its count. */
  snapshot(): Partial<Record<RejectionReason, number>> {
    return Object.fromEntries(this.#counts);
  }
}
