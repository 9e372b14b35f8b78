import { expect, test } from "vitest";
import { closingLines, totalsOf } from "./summary.ts";

const report = { numPassedTests: 4, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1, testResults: [] };

test("skipped counts pending and todo", () => {
  expect(totalsOf(report)).toEqual({ passed: 4, failed: 1, skipped: 3 });
});

test.each([
  ["can't be loaded", []],
  ["fails before its tests", [{ status: "skipped" }]],
])("a file that %s counts as a failed test", (_, assertionResults) => {
  const broken = { name: "x.test.ts", status: "failed", assertionResults };
  expect(totalsOf({ ...report, testResults: [broken] }).failed).toBe(2);
});

test("a file whose tests fail counts by its tests", () => {
  const file = { name: "x.test.ts", status: "failed", assertionResults: [{ status: "failed" }] };
  expect(totalsOf({ ...report, testResults: [file] }).failed).toBe(1);
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
