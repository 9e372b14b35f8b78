import { type LinkLife, stateOf } from "./link-state.ts";

/** What decides a visit of a link. */
export interface VisitRules extends LinkLife {
  readonly maxClicks: number | null;
}

/** What a visit needs of a link. */
export interface VisitedLink extends VisitRules {
  readonly id: string;
  readonly workspaceId: string;
  readonly code: string;
  /** What goes into `Location`. */
  readonly destination: string;
}

/** A request for a code. */
export interface Visit {
  readonly now: number;
  readonly method: "GET" | "HEAD";
  /** The browser fetches ahead; nobody looks at the page yet. */
  readonly prefetch: boolean;
  /** Every click the link had is taken, as far as this process knows. */
  readonly exhausted: boolean;
}

/**
 * What to do with a visit: `redirect` at once; `take-click` one from the limit first; `look-for-click`, whether one is
 * left, without taking it; or tell that it is gone, and why.
 */
export type VisitDecision =
  | "redirect"
  | "take-click"
  | "look-for-click"
  | "gone-expired"
  | "gone-deleted"
  | "limit-reached";

/** Decides a visit. Looking (HEAD) and fetching ahead take nothing from a limit, but end with it. */
export function decideVisit(link: VisitRules, visit: Visit): VisitDecision {
  const state = stateOf(link, visit.now);
  if (state === "deleted") return "gone-deleted";
  if (state === "expired") return "gone-expired";
  if (link.maxClicks === null) return "redirect";
  if (visit.exhausted) return "limit-reached";
  return visit.method === "HEAD" || visit.prefetch ? "look-for-click" : "take-click";
}
