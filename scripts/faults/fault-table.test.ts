import { expect, test } from "vitest";
import { formatTable, tabulate } from "./fault-table.ts";
import type { FaultOutcome } from "./run-faults.ts";

const outcome = (recoveredMs: number, violations: string[] = []): FaultOutcome => ({
  fault: "kill-links",
  detail: "links-1",
  lastedMs: 100,
  recoveredMs,
  answered: 40,
  failed: 2,
  violations,
});

test("a row tells of all faults of a kind", () => {
  const rows = tabulate([
    outcome(3_000),
    outcome(1_000),
    outcome(2_000),
    { ...outcome(5), fault: "disk-full" },
  ]);
  expect(rows).toEqual([
    { fault: "disk-full", times: 1, medianMs: 5, worstMs: 5, answered: 40, failed: 2, violations: 0 },
    {
      fault: "kill-links",
      times: 3,
      medianMs: 2_000,
      worstMs: 3_000,
      answered: 120,
      failed: 6,
      violations: 0,
    },
  ]);
});

test("the table says which count was exact", () => {
  expect(formatTable(tabulate([outcome(1_000)]))).toMatch(
    /^\| kill-links +\| +1 \| .*1\.0 s \|.*\| +exact \|$/m,
  );
  expect(formatTable(tabulate([outcome(1_000, ["stored is 1"])]))).toMatch(/\| 1 VIOLATIONS \|$/m);
});
