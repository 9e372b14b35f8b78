import type { Api } from "./api.ts";

const terms = [
  "accepted",
  "stored",
  "duplicate",
  "deadLettered",
  "inFlight",
  "lost",
  "redelivered",
  "unrecorded",
] as const;

export type LedgerTerm = (typeof terms)[number];

/** The numbers of the ledger that a replay looks at. */
export type LedgerReading = Readonly<Record<LedgerTerm, number>> & { readonly balanced: boolean };

export async function readLedger(api: Api): Promise<LedgerReading> {
  const answer = await api.get("/api/v1/ledger");
  if (typeof answer !== "object" || answer === null) throw new Error("The ledger is not an object.");
  const fields = new Map<string, unknown>(Object.entries(answer));
  const numbers = terms.map((term): [LedgerTerm, number] => {
    const value = fields.get(term);
    if (typeof value !== "number") throw new Error(`The ledger has no number for ${term}.`);
    return [term, value];
  });
  // Every term was just read, so the record is whole.
  return {
    ...(Object.fromEntries(numbers) as Record<LedgerTerm, number>),
    balanced: fields.get("balanced") === true,
  };
}

/** Reads until nothing is in flight and the sum holds, or `patienceMs` has passed; gives the last reading. */
export async function settledLedger(api: Api, patienceMs: number): Promise<LedgerReading> {
  const giveUpAt = performance.now() + patienceMs;
  for (;;) {
    const reading = await readLedger(api);
    if ((reading.inFlight === 0 && reading.balanced) || performance.now() > giveUpAt) return reading;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** What happened between two readings. */
export function ledgerDifference(before: LedgerReading, after: LedgerReading): LedgerReading {
  const numbers = terms.map((term): [LedgerTerm, number] => [term, after[term] - before[term]]);
  // Every term is in the list, so the record is whole.
  return { ...(Object.fromEntries(numbers) as Record<LedgerTerm, number>), balanced: after.balanced };
}
