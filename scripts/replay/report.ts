import type { LedgerReading } from "./ledger.ts";
import type { SendTotals } from "./send-requests.ts";

export interface TopGroup {
  readonly key: string;
  readonly total: number;
}

export interface ReplayReport {
  readonly totals: SendTotals;
  readonly unreadableLines: number;
  readonly links: number;
  readonly seconds: number;
  /** What the replay added to the ledger, and whether the whole of it balances. */
  readonly ledger: LedgerReading;
  readonly tops: Readonly<Record<string, readonly TopGroup[]>>;
}

/**
 * True when every redirect was counted once. A request that stayed unanswered may have been counted or not, so with
 * u of them the count may lie up to u above the redirects.
 */
export function isExact({ totals, ledger }: ReplayReport): boolean {
  const surplus = ledger.stored - totals.countable;
  return ledger.balanced && surplus >= 0 && surplus <= totals.unanswered;
}

/** The report as lines for people. */
export function formatReport(report: ReplayReport): string {
  const { totals, ledger } = report;
  const rate = Math.round(totals.sent / Math.max(report.seconds, 0.001));
  const refused = [...totals.refused].sort(([a], [b]) => a - b);
  const sum = totals.redirected + refused.reduce((all, [, count]) => all + count, 0) + totals.unanswered;
  const lines = [
    row("sent", totals.sent, `${report.links} links, ${report.seconds.toFixed(1)} s, ${rate} requests/s`),
    row("  302", totals.redirected),
    ...refused.map(([status, count]) => row(`  refused ${status}`, count)),
    row(
      "  unanswered",
      totals.unanswered,
      totals.retried > 0 ? `${totals.retried} attempts were repeated` : "",
    ),
    row("  = sum", sum, sum === totals.sent ? "" : "does not match what was sent"),
    ...(report.unreadableLines > 0 ? [row("unreadable lines", report.unreadableLines, "not sent")] : []),
    "",
    row("to count", totals.countable, "GET and HEAD that were redirected"),
    row("counted", ledger.stored, isExact(report) ? "each exactly once" : "NOT exact"),
    "",
    "ledger of this replay",
    ...(
      [
        "accepted",
        "stored",
        "duplicate",
        "deadLettered",
        "inFlight",
        "lost",
        "redelivered",
        "unrecorded",
      ] as const
    ).map((term) => row(`  ${term}`, ledger[term])),
    row("  balanced", ledger.balanced ? "yes" : "NO"),
  ];
  for (const [name, groups] of Object.entries(report.tops)) {
    lines.push("", `top ${name}`, ...groups.map((group) => row(`  ${group.key}`, group.total)));
  }
  return `${lines.join("\n")}\n`;
}

/** The report for machines. */
export function reportJson(report: ReplayReport): string {
  const { totals } = report;
  return JSON.stringify({
    ...report,
    totals: { ...totals, refused: Object.fromEntries(totals.refused) },
    exact: isExact(report),
  });
}

function row(name: string, value: number | string, note = ""): string {
  return `${name.padEnd(28)}${String(value).padStart(9)}${note === "" ? "" : `   ${note}`}`;
}
