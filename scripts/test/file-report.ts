/** What a run knows of one file of tests. */
export interface FileReport {
  /** From the root of the tree. */
  readonly path: string;
  /** From the first hook to the last, in milliseconds; loading modules is not in it. */
  readonly durationMs: number;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** It failed outside of its tests, such as in a hook, or could not be loaded. */
  readonly broken: boolean;
}
