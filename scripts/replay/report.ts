import { type LedgerReading, ledgerTerms } from "./ledger.ts";
import type { SendTotals } from "./send-requests.ts";

export interface TopGroup {
  readonly key: string;
  readonly total: number;
}

export interface ReplayReport {
  readonly totals: SendTotals;
  /** Whether requests carried ids, so that a repeated one is counted once. */
  readonly ids: boolean;
  readonly unreadableLines: number;
  readonly links: number;
  readonly seconds: number;
  /** What the replay added to the ledger, and whether the whole of it balances. */
  readonly ledger: LedgerReading;
  readonly tops: Readonly<Record<string, readonly TopGroup[]>>;
}

/**
 * The redirects that nobody saw but that may have been counted: a click is on disk before its answer leaves. With
 * request ids these are the requests that got no 302 in the end although one attempt stayed unanswered; without ids
 * each attempt that stayed unanswered.
 */
export function uncertain({ totals, ids }: Pick<ReplayReport, "totals" | "ids">): number {
  return totals.unanswered + (ids ? totals.refusedLate : totals.retried);
}

/**
 * True when every redirect was counted once: the ledger balances, and the count is that of the redirects, or above it
 * by no more than what is {@link uncertain}.
 */
export function isExact(report: ReplayReport): boolean {
  const surplus = report.ledger.stored - report.totals.countable;
  return report.ledger.balanced && surplus >= 0 && surplus <= uncertain(report);
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
    ...(totals.unsent > 0
      ? [row("not sent", totals.unsent, "interrupted, or nobody answered any more")]
      : []),
    ...(report.unreadableLines > 0 ? [row("unreadable lines", report.unreadableLines, "not sent")] : []),
    "",
    row("to count", totals.countable, "GET and HEAD that were redirected"),
    row("counted", ledger.stored, countedNote(report)),
    "",
    "ledger of this replay",
    ...ledgerTerms.map((term) =>
      row(`  ${term}`, ledger[term], term === "duplicate" ? duplicateNote(report) : ""),
    ),
    row("  balanced", ledger.balanced ? "yes" : "NO"),
  ];
  const { countries = [] } = report.tops;
  if (countries.length > 0 && countries.every(({ key }) => key === "unknown"))
    lines.push("", "No country is known. Does Waypost believe this tool? See npm run replay -- --help.");
  for (const [name, groups] of Object.entries(report.tops)) {
    lines.push("", `top ${name}`, ...groups.map((group) => row(`  ${group.key}`, group.total)));
  }
  lines.push("", "The tops count all clicks of these quarter-hours, other visitors' and replays' too.");
  return `${lines.join("\n")}\n`;
}

function countedNote(report: ReplayReport): string {
  if (!isExact(report)) return "NOT exact";
  const surplus = report.ledger.stored - report.totals.countable;
  return surplus === 0
    ? "each exactly once"
    : `${surplus} of ${uncertain(report)} whose answer was lost were counted too`;
}

function duplicateNote({ ledger, totals }: ReplayReport): string {
  if (ledger.duplicate === 0) return "";
  return ledger.duplicate <= totals.retried
    ? "repeated requests that had been counted already"
    : "more than were repeated: was this run repeated?";
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
