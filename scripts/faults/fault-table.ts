import type { FaultOutcome } from "./run-faults.ts";

/** How all outcomes of one kind of fault look together. */
export interface FaultRow {
  readonly fault: string;
  readonly times: number;
  readonly medianMs: number;
  readonly worstMs: number;
  readonly answered: number;
  readonly failed: number;
  readonly violations: number;
}

/** One row per kind of fault, by name. */
export function tabulate(outcomes: readonly FaultOutcome[]): FaultRow[] {
  const byFault = Map.groupBy(outcomes, ({ fault }) => fault);
  return [...byFault]
    .map(([fault, all]) => {
      const recovered = all.map(({ recoveredMs }) => recoveredMs).sort((a, b) => a - b);
      return {
        fault,
        times: all.length,
        medianMs: recovered[Math.floor((recovered.length - 1) / 2)] ?? 0,
        worstMs: recovered.at(-1) ?? 0,
        answered: sum(all.map((it) => it.answered)),
        failed: sum(all.map((it) => it.failed)),
        violations: sum(all.map((it) => it.violations.length)),
      };
    })
    .sort((a, b) => a.fault.localeCompare(b.fault));
}

/** The rows as a table of Markdown, which also reads well in a terminal. */
export function formatTable(rows: readonly FaultRow[]): string {
  const cells = rows.map((row) => [
    row.fault,
    String(row.times),
    seconds(row.medianMs),
    seconds(row.worstMs),
    String(row.answered),
    String(row.failed),
    row.violations === 0 ? "exact" : `${row.violations} VIOLATIONS`,
  ]);
  const head = [
    "Fault",
    "Times",
    "Recovery, median",
    "Worst",
    "Visits answered",
    "Attempts in vain",
    "Count",
  ];
  const widths = head.map((title, at) => Math.max(title.length, ...cells.map((row) => row[at]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join(" | ")} |`;
  const rule = `|${widths.map((width, at) => (at === 0 ? "-".repeat(width + 2) : `${"-".repeat(width + 1)}:`)).join("|")}|`;
  return [line(head), rule, ...cells.map(line)].join("\n");
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}
