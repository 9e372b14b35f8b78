/** The right to fill an entry that was not there. It ends when the entry is dropped, so an old read can't come in late. */
export interface Lease {
  readonly key: string;
  /** What the adapter knows it by. */
  readonly token: string;
}

/** What a look finds: a value; or nothing, with the right to fill it if nobody else has it. */
export type Look =
  | { readonly kind: "hit"; readonly value: string }
  | { readonly kind: "miss"; readonly lease: Lease | null };

/**
 * A second level of cache, which processes share. It may be away at any time: then every look is a miss that can't be
 * filled, and so it is asked only after the process's own cache. No method ever rejects or waits for longer than the
 * adapter's budget.
 *
 * Who reads the source fills the entry with the lease that its look brought, taken before the read; a {@link drop}
 * between the two voids it. So whatever a hit says is no older than the last drop that was heard of.
 */
export interface SharedCache {
  look(key: string): Promise<Look>;
  /** Stores what was read from the source for `holdMs` ±5 %; answers whether it did. */
  fill(lease: Lease, value: string, holdMs: number): Promise<boolean>;
  /** The source has changed. Looks that begin after this call, here, find nothing from before. */
  drop(key: string): void;
}

/** How long a fill may take; the lease ends by itself after that. */
export const leaseMs = 10_000;

/** A time to hold, changed by up to 5 % so that what was filled together does not end together. */
export function jittered(holdMs: number): number {
  return Math.round(holdMs * (0.95 + Math.random() * 0.1));
}
