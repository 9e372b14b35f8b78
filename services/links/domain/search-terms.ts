import type { LinkState } from "./link-state.ts";

/** Words of one link that are found at most; those of the code, title and tags come first. */
export const maxWords = 256;
/** Characters of a word that count; longer words are found by these. */
export const maxWordLength = 40;
/** Beginnings up to this length are terms themselves: how frequent they are is then known. */
const countedPrefix = 2;

/** What a link is found by. */
export interface Searchable {
  readonly workspaceId: string;
  readonly code: string;
  readonly title: string | null;
  readonly tags: readonly string[];
  /** As typed and as normalised, so that an international host is found by both. */
  readonly url: string;
  readonly destination: string;
}

/**
 * The terms of a link in a list state: `<scope>#<tag>` for each tag as it is, `<scope><word>` for each word in lower case,
 * and `<scope>^<beginning>` for its first one and two letters.
 *
 * The scope is the first letter of the list state and the last 8 hex digits of the workspace: what one list can't show is
 * then neither read nor counted in the statistics of another. Two workspaces that share the digits still see only
 * their own links, since every query names the workspace too.
 */
export function termsOf(link: Searchable, listState: LinkState): string[] {
  const scope = scopeOf(link.workspaceId, listState);
  const terms = new Set<string>();
  for (const tag of link.tags) terms.add(`${scope}#${tag}`);
  const texts = [link.code, link.title ?? "", ...link.tags, link.destination];
  if (link.url !== link.destination) texts.push(link.url);
  let words = 0;
  for (const text of texts) {
    for (const word of wordsOf(text)) {
      const term = scope + word;
      if (terms.has(term)) continue;
      if (words === maxWords) return [...terms];
      terms.add(term);
      words++;
      let beginning = `${scope}^`;
      let letters = 0;
      for (const letter of word) {
        beginning += letter;
        terms.add(beginning);
        if (++letters === countedPrefix) break;
      }
    }
  }
  return [...terms];
}

/** A term to look for. */
export interface WantedTerm {
  readonly text: string;
  /** Any term that begins with the text will do. */
  readonly prefix: boolean;
}

/** What a list is narrowed to. */
export interface TermFilter {
  readonly workspaceId: string;
  readonly state: LinkState;
  readonly tag?: string | undefined;
  readonly search?: string | undefined;
}

/** The terms a link must have, all of them; null when nothing can match: the search holds not one letter or digit. */
export function wantedTerms(filter: TermFilter): WantedTerm[] | null {
  const scope = scopeOf(filter.workspaceId, filter.state);
  const wanted: WantedTerm[] = [];
  if (filter.tag !== undefined) wanted.push({ text: `${scope}#${filter.tag}`, prefix: false });
  if (filter.search !== undefined) {
    const words = new Set(wordsOf(filter.search));
    if (words.size === 0) return null;
    for (const word of words) {
      const counted = [...word].length <= countedPrefix;
      wanted.push(
        counted ? { text: `${scope}^${word}`, prefix: false } : { text: scope + word, prefix: true },
      );
    }
  }
  return wanted;
}

/** The text of a `tsquery` for all of the terms. */
export function tsqueryOf(terms: readonly WantedTerm[]): string {
  return terms
    .map(({ text, prefix }) => {
      const quoted = `'${text.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;
      return prefix ? `${quoted}:*` : quoted;
    })
    .join(" & ");
}

/** Runs of letters, marks and digits, compatibility forms unified, in lower case. */
export function wordsOf(text: string): string[] {
  // Nearly all texts are plain, and what follows is all that the other way comes to for them.
  if (isPlain.test(text)) {
    const words: string[] = text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
    return words.map((word) => (word.length <= maxWordLength ? word : word.slice(0, maxWordLength)));
  }
  const runs =
    text
      .normalize("NFKC")
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return runs.map((run) => [...run].slice(0, maxWordLength).join(""));
}

/** ASCII. */
const isPlain = /^[\x20-\x7e]*$/;

function scopeOf(workspaceId: string, listState: LinkState): string {
  return listState.slice(0, 1) + workspaceId.slice(-8);
}
