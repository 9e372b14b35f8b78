/** What one part of the generator wants to be on disk. Nothing is written before every part has planned. */
export interface GenPlan {
  /** Contents by path relative to the repository. */
  readonly files: ReadonlyMap<string, string>;
  /** The folders that belong to this part: a file in them that the plan doesn't hold is left over. */
  readonly folders: readonly string[];
  /** Which files of these folders are generated; without it, all. */
  readonly owns?: RegExp;
}

/** Says who made a file, and from what; `kind` is what to change instead. */
export function header(source: string, kind = "contract"): string {
  return `// Generated from ${source} by \`npm run gen\`. Do not edit: change the ${kind} and generate again.\n`;
}
