/** Words of one link that are found at most; those of the code, title and tags come first. */
export const maxWords = 256;
/** Characters of a word that count; longer words are found by these. */
export const maxWordLength = 40;
/** Beginnings up to this length are terms themselves: PostgreSQL then knows how frequent they are. */
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
 * The terms of a link, sorted and without repetition: `<workspace>#<tag>` for each tag as it is, and
 * `<workspace><word>` for each word in lower case, and `<workspace>^<beginning>` for its first letters. `<workspace>` is the last 8 hex digits of its id, so that the words
 * of one workspace are neither read nor counted in the statistics for another; two workspaces that share them still
 * see only their own links, since every query names the workspace too.
 */
export function termsOf(link: Searchable): string[] {
  const scope = scopeOf(link.workspaceId);
  const words = new Set<string>();
  for (const text of [link.code, link.title ?? "", ...link.tags, link.destination, link.url]) {
    for (const word of wordsOf(text)) {
      if (words.size >= maxWords) break;
      words.add(word);
    }
  }
  const terms = new Set<string>();
  for (const tag of link.tags) terms.add(`${scope}#${tag}`);
  for (const word of words) {
    terms.add(scope + word);
    const letters = [...word.slice(0, 2 * countedPrefix)].slice(0, countedPrefix);
    for (let length = 1; length <= letters.length; length++)
      terms.add(`${scope}^${letters.slice(0, length).join("")}`);
  }
  return [...terms];
}

/** What to look for; each filter narrows. */
export interface TermFilter {
  readonly workspaceId: string;
  readonly tag?: string | undefined;
  readonly search?: string | undefined;
}

/**
 * A `tsquery` for the terms of {@link termsOf}: null when there is no filter, `"none"` when nothing can match, because
 * the search holds not one letter or digit.
 */
export function termsQuery(filter: TermFilter): string | "none" | null {
  const scope = scopeOf(filter.workspaceId);
  const parts: string[] = [];
  if (filter.tag !== undefined) parts.push(quoted(`${scope}#${filter.tag}`));
  if (filter.search !== undefined) {
    const words = new Set(wordsOf(filter.search));
    if (words.size === 0) return "none";
    for (const word of words)
      parts.push(
        [...word].length <= countedPrefix ? quoted(`${scope}^${word}`) : `${quoted(scope + word)}:*`,
      );
  }
  return parts.length === 0 ? null : parts.join(" & ");
}

/** Runs of letters, marks and digits, compatibility forms unified, in lower case. */
export function wordsOf(text: string): string[] {
  const runs =
    text
      .normalize("NFKC")
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return runs.map((run) => [...run].slice(0, maxWordLength).join(""));
}

function scopeOf(workspaceId: string): string {
  return workspaceId.slice(-8);
}

function quoted(term: string): string {
  return `'${term.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;
}
