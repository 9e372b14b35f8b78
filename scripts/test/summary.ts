/** What is read of vitest's JSON report. */
export interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

/** How many tests ended how. A file that fails outside of its tests counts as one failed test. */
export interface Totals {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Adds up a report. */
export function totalsOf(report: Report): Totals {
  const broken = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && !assertionResults.some((result) => result.status === "failed"),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** The closing lines of `npm test`; the last is always the totals alone. */
export function closingLines(
  totals: Totals,
  missing: readonly { readonly name: string; readonly proves: string; readonly missing: string }[],
): string {
  const reasons = totals.skipped === 0 ? [] : missing;
  const notRun = reasons.map(({ name, proves, missing: why }) => `Not run: ${name} (${proves}): ${why}.\n`);
  return `\n${notRun.join("")}${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped\n`;
}
