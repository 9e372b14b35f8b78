/** One thing a check does not accept, said so that the reader knows what to do next. */
export interface Finding {
  /** Which rule, as the list of exceptions names it. */
  readonly rule: string;
  /** Path from the root of the repository. */
  readonly path: string;
  /** From 1; absent when the finding is about the whole file or folder. */
  readonly line?: number;
  /** What is wrong and how to mend it. */
  readonly message: string;
}

/** `path:line rule message`, one line a finding, in the order of the tree. */
export function printFindings(findings: readonly Finding[]): string {
  return findings
    .toSorted((a, b) => (a.path === b.path ? (a.line ?? 0) - (b.line ?? 0) : a.path < b.path ? -1 : 1))
    .map((f) => `${f.path}${f.line === undefined ? "" : `:${f.line}`}  ${f.rule}\n    ${f.message}\n`)
    .join("");
}
