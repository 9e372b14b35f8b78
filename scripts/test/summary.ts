import type { FileReport } from "./file-report.ts";

/** How long one file may take; a test that needs more proves too much at once, or waits for the clock. */
export const fileBudgetMs = 60_000;

const slowestShown = 10;

/** How many tests ended how. A file that fails outside of its tests counts as one failed test. */
export interface Totals {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Adds up the files of a run. */
export function totalsOf(files: readonly FileReport[]): Totals {
  const sum = (count: (file: FileReport) => number): number =>
    files.reduce((total, file) => total + count(file), 0);
  return {
    passed: sum(({ passed }) => passed),
    failed: sum(({ failed, broken }) => failed + (broken ? 1 : 0)),
    skipped: sum(({ skipped }) => skipped),
  };
}

/** The files that took longest, for a run of more than a handful. */
export function slowestLines(files: readonly FileReport[]): string {
  if (files.length <= slowestShown) return "";
  const slowest = files.toSorted((a, b) => b.durationMs - a.durationMs).slice(0, slowestShown);
  return `\nThe slowest files:\n${slowest.map((file) => `${seconds(file).padStart(8)} s  ${file.path}\n`).join("")}`;
}

/** Names every file over {@link fileBudgetMs}, and says what to do about it. */
export function overBudgetLines(files: readonly FileReport[]): string {
  return files
    .filter(({ durationMs }) => durationMs > fileBudgetMs)
    .map(
      (file) =>
        `${file.path} took ${seconds(file)} s, and ${fileBudgetMs / 1000} s is the most; split it, or have it wait for less.\n`,
    )
    .join("");
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

function seconds({ durationMs }: FileReport): string {
  return (durationMs / 1000).toFixed(1);
}
