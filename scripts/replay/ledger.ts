import type { Api } from "./api.ts";

/** The terms of the ledger, in the order in which it is read. */
export const ledgerTerms = [
  "accepted",
  "stored",
  "duplicate",
  "deadLettered",
  "inFlight",
  "lost",
  "redelivered",
  "unrecorded",
] as const;

export type LedgerTerm = (typeof ledgerTerms)[number];

/** The numbers of the ledger that a replay looks at. */
export type LedgerReading = Readonly<Record<LedgerTerm, number>> & {
  readonly balanced: boolean;
  /** Everything before this time is in the numbers. */
  readonly asOf: Date;
};

export async function readLedger(api: Api): Promise<LedgerReading> {
  const answer = await api.get("/api/v1/ledger");
  if (typeof answer !== "object" || answer === null) throw new Error("The ledger is not an object.");
  const fields = new Map<string, unknown>(Object.entries(answer));
  const numbers = ledgerTerms.map((term): [LedgerTerm, number] => {
    const value = fields.get(term);
    if (typeof value !== "number") throw new Error(`The ledger has no number for ${term}.`);
    return [term, value];
  });
  const asOf = new Date(String(fields.get("asOf")));
  if (Number.isNaN(asOf.getTime())) throw new Error("The ledger does not say of which time it is.");
  // Every term was just read, so the record is whole.
  const counts = Object.fromEntries(numbers) as Record<LedgerTerm, number>;
  return { ...counts, balanced: fields.get("balanced") === true, asOf };
}

/**
 * Reads until the ledger speaks of a time after `since`, nothing is in flight and the sum holds, or `patienceMs` has
 * passed; gives the last reading.
 */
export async function settledLedger(api: Api, since: Date, patienceMs: number): Promise<LedgerReading> {
  const giveUpAt = performance.now() + patienceMs;
  for (;;) {
    const reading = await readLedger(api);
    const settled = reading.asOf > since && reading.inFlight === 0 && reading.balanced;
    if (settled || performance.now() > giveUpAt) return reading;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** What happened between two readings. */
export function ledgerDifference(before: LedgerReading, after: LedgerReading): LedgerReading {
  const numbers = ledgerTerms.map((term): [LedgerTerm, number] => [term, after[term] - before[term]]);
  // Every term is in the list, so the record is whole.
  return {
    ...(Object.fromEntries(numbers) as Record<LedgerTerm, number>),
    balanced: after.balanced,
    asOf: after.asOf,
  };
}
