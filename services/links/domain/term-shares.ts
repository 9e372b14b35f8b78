import type { ShareOf } from "./search-plan.ts";

/**
 * Answers shares from a list of terms with theirs. What begins with a text stands together in the sorted list, so a
 * search of many words among many terms costs next to nothing: it runs in the process that visitors wait for.
 */
export function shareOfTerms(shares: ReadonlyMap<string, number>): ShareOf {
  const terms = [...shares.keys()].sort();
  const before = new Float64Array(terms.length + 1);
  for (const [place, term] of terms.entries())
    before[place + 1] = (before[place] ?? 0) + (shares.get(term) ?? 0);
  return ({ text, prefix }) => {
    if (!prefix) return shares.get(text) ?? 0;
    const begin = firstPlace(terms, (term) => term >= text);
    const end = firstPlace(terms, (term) => term >= text && !term.startsWith(text));
    // A difference of sums may be off by the last digit.
    return Math.max(0, Math.min(1, (before[end] ?? 0) - (before[begin] ?? 0)));
  };
}

/** Where `holds` begins to be true; it stays so to the end. */
function firstPlace(terms: readonly string[], holds: (term: string) => boolean): number {
  let low = 0;
  let high = terms.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(terms[middle] ?? "")) high = middle;
    else low = middle + 1;
  }
  return low;
}
