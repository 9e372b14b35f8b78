import { expect, test } from "vitest";
import type { FileReport } from "./file-report.ts";
import { closingLines, overBudgetLines, slowestLines, totalsOf } from "./summary.ts";

const file = (more: Partial<FileReport> = {}): FileReport => ({
  path: "x.test.ts",
  durationMs: 10,
  passed: 1,
  failed: 0,
  skipped: 0,
  broken: false,
  ...more,
});

test("totals are those of all files", () => {
  const files = [file({ passed: 4, skipped: 1 }), file({ failed: 1, skipped: 2 })];
  expect(totalsOf(files)).toEqual({ passed: 5, failed: 1, skipped: 3 });
});

test("a file that fails outside of its tests counts as a failed test", () => {
  expect(totalsOf([file({ passed: 0, broken: true })]).failed).toBe(1);
});

test("a file over the budget is named, and one within it is not", () => {
  const lines = overBudgetLines([
    file({ durationMs: 60_000 }),
    file({ path: "y.test.ts", durationMs: 61_200 }),
  ]);
  expect(lines).toBe("y.test.ts took 61.2 s, and 60 s is the most; split it, or have it wait for less.\n");
});

test("the ten slowest are listed, slowest first", () => {
  const files = Array.from({ length: 12 }, (_, index) =>
    file({ path: `${index}.test.ts`, durationMs: index * 1000 }),
  );
  const lines = slowestLines(files).trimEnd().split("\n").slice(2);
  expect(lines).toHaveLength(10);
  expect(lines[0]).toBe("    11.0 s  11.test.ts");
  expect(lines[9]).toBe("     2.0 s  2.test.ts");
});

test("a handful of files needs no such list", () => {
  expect(slowestLines([file(), file()])).toBe("");
});

test("the last line is the totals alone", () => {
  const lines = closingLines({ passed: 4, failed: 0, skipped: 3 }, [
    { name: "browser", proves: "the pages", missing: "Chromium was not found" },
  ]);
  expect(lines.trimEnd().split("\n")).toEqual([
    "",
    "Not run: browser (the pages): Chromium was not found.",
    "4 passed, 0 failed, 3 skipped",
  ]);
});

test("reasons are given only when something was skipped", () => {
  const missing = [{ name: "browser", proves: "the pages", missing: "Chromium was not found" }];
  expect(closingLines({ passed: 1, failed: 0, skipped: 0 }, missing)).toBe(
    "\n1 passed, 0 failed, 0 skipped\n",
  );
});
