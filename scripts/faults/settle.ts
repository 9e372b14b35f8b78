import { setTimeout as delay } from "node:timers/promises";
import type { Arena } from "./arena.ts";
import { judgeLedger } from "./judge-ledger.ts";

/** How the stack came back. */
export interface Settlement {
  /** From the end of the fault until every visit was counted once and nothing was under way. */
  readonly tookMs: number;
  /** What never came right, in sentences; empty when all did. */
  readonly violations: readonly string[];
}

export interface SettleOptions {
  /** How long everything may take to be counted; default 180,000. */
  readonly patienceMs?: number;
  /** How old an edited link may be that a visitor sees, see decision 0053; default 5,000. */
  readonly staleMs?: number;
}

/** Waits, with nobody visiting, until the ledger and the statistics have each answered visit once. */
export async function settle(
  arena: Arena,
  { patienceMs = 180_000, staleMs = 5_000 }: SettleOptions = {},
): Promise<Settlement> {
  const endedAt = performance.now();
  await arena.quiet();
  const stale = await judgeEdits(arena, staleMs);
  const giveUpAt = endedAt + patienceMs;
  for (;;) {
    const violations = await judgeCounts(arena).catch((error: unknown) => [String(error)]);
    if (violations.length === 0 || performance.now() > giveUpAt)
      return {
        tookMs: performance.now() - endedAt,
        violations: [...violations, ...stale, ...arena.parts.traffic.complaints.splice(0)],
      };
    await delay(100);
  }
}

async function judgeCounts({ parts: { api, traffic, book } }: Arena): Promise<string[]> {
  const ledger = await api.ledger();
  const faults = judgeLedger(ledger, traffic.counts.answered, book);
  if (faults.length > 0) return faults;
  const total = await api.total();
  if (total !== ledger.stored) return [`the statistics show ${total} clicks of ${ledger.stored}`];
  const missing = await Promise.all(
    traffic.links.map(async (link) => (traffic.visitsOf.get(link.code) ?? 0) - (await api.totalOf(link))),
  );
  const sum = missing.reduce((all, one) => all + one, 0);
  if (missing.every((one) => one >= 0) && sum === book.lost + book.unrecorded) return [];
  return [`the statistics of the links differ from their visits by ${missing.join(", ")}`];
}

/** Both processes send visitors where the last edit says, soon. */
async function judgeEdits(arena: Arena, staleMs: number): Promise<string[]> {
  const { traffic, editor, stack } = arena.parts;
  const editedAt = performance.now();
  for (const name of ["links-1", "links-2"])
    await arena.until(`${name} is ready`, () => arena.process(name).isReady());
  for (;;) {
    const doors = ["links-1", "links-2"].map((name) => stack.urls.get(name) ?? stack.url);
    const found = await Promise.all(doors.map((door) => traffic.look(editor.link, door)));
    const wrong = found.find((location) => location !== editor.destination);
    if (wrong === undefined) return [];
    if (performance.now() - editedAt > staleMs + 1_000)
      return [`visitors are sent to ${wrong}, ${staleMs / 1_000} s after the edit to ${editor.destination}`];
    await delay(100);
  }
}
