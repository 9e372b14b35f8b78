import type { FaultBook } from "./fault-book.ts";
import type { Ledger } from "./stack-api.ts";

/** What is not yet, or never will be, as it must; empty when everything is. `answered` visits were sent on. */
export function judgeLedger(ledger: Ledger, answered: number, book: FaultBook): string[] {
  const { accepted, stored, duplicate, deadLettered, inFlight, lost, unrecorded } = ledger;
  const owed = answered - book.lost - book.unrecorded;
  const faults: string[] = [];
  const expectEqual = (term: string, found: number, expected: number) => {
    if (found !== expected) faults.push(`${term} is ${found} and should be ${expected}`);
  };
  expectEqual("stored", stored, owed);
  expectEqual("lost", lost, book.lost);
  expectEqual("unrecorded", unrecorded, book.unrecorded);
  expectEqual("deadLettered", deadLettered, book.poison);
  expectEqual("inFlight", inFlight, 0);
  expectEqual("accepted", accepted, stored + duplicate + deadLettered + inFlight + lost);
  if (!ledger.balanced) {
    const unknown = ledger.lanes.filter(({ state }) => state === "unknown").length;
    faults.push(`it does not balance${unknown > 0 ? `: ${unknown} lanes are unknown` : ""}`);
  }
  return faults;
}
