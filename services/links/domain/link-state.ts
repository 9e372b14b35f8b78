/** What decides whether a link is followed. Times are epoch milliseconds. */
export interface LinkLife {
  readonly expiresAt: number | null;
  readonly deletedAt: number | null;
}

export type LinkState = "live" | "expired" | "deleted";

/** The state at `now`: a deleted link is deleted whatever its expiry, and a link expires at its very millisecond. */
export function stateOf(link: LinkLife, now: number): LinkState {
  if (link.deletedAt !== null) return "deleted";
  return link.expiresAt !== null && link.expiresAt <= now ? "expired" : "live";
}
