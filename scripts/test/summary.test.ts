import { expect, test } from "vitest";
import { closingLines, totalsOf } from "./summary.ts";

const report = { numPassedTests: 4, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1, testResults: [] };

test("skipped counts pending and todo", () => {
  expect(totalsOf(report)).toEqual({ passed: 4, failed: 1, skipped: 3 });
});

test("a file that can't be loaded counts as a failed test", () => {
  const broken = { name: "x.test.ts", status: "failed", assertionResults: [] };
  expect(totalsOf({ ...report, testResults: [broken] }).failed).toBe(2);
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
