import type { WantedTerm } from "./search-terms.ts";

/** The estimated share of links that have a term, 0 to 1; 0 for terms too rare to be counted. */
export type ShareOf = (term: WantedTerm) => number;

/**
 * How to find the links of a filter. `walk`: go along the order and drop what lacks a term; good when most have them.
 * `fetch`: fetch all that have the terms in `by`, drop what lacks those in `check`, and sort; good when few have them.
 */
export type SearchPlan =
  | { readonly way: "walk" }
  | { readonly way: "fetch"; readonly by: readonly WantedTerm[]; readonly check: readonly WantedTerm[] };

/** Links that a walk passes before it gives up and fetches: terms of which each is frequent may never meet. */
export const walkedAtMost = 5_000;

/**
 * Chooses so that few links are read. A walk to a page of `limit` reads `limit / share` links, fetching reads
 * `share × links`. A frequent beginning of words is never fetched by when something rarer is there: the index can't
 * skip within it.
 */
export function planSearch(
  terms: readonly WantedTerm[],
  facts: { readonly shareOf: ShareOf; readonly links: number; readonly limit: number },
): SearchPlan {
  if (terms.length === 0) return { way: "walk" };
  const share = terms.reduce((product, term) => product * Math.min(1, facts.shareOf(term)), 1);
  if (share * share * facts.links >= facts.limit) return { way: "walk" };
  return fetchBy(terms, facts.shareOf);
}

/** The best way to fetch, whether a walk was tried before or not. */
export function fetchBy(
  terms: readonly WantedTerm[],
  shareOf: ShareOf,
): Extract<SearchPlan, { readonly way: "fetch" }> {
  const frequent = (term: WantedTerm) => term.prefix && shareOf(term) > 0.002;
  const by = terms.filter((term) => !frequent(term));
  if (by.length === 0) return { way: "fetch", by: terms, check: [] };
  return { way: "fetch", by, check: terms.filter(frequent) };
}
