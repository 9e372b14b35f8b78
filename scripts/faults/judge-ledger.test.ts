import { expect, test } from "vitest";
import { newFaultBook } from "./fault-book.ts";
import { judgeLedger } from "./judge-ledger.ts";
import type { Ledger } from "./stack-api.ts";

const sound: Ledger = {
  accepted: 103,
  stored: 100,
  duplicate: 3,
  deadLettered: 0,
  inFlight: 0,
  lost: 0,
  redelivered: 7,
  unrecorded: 0,
  balanced: true,
  asOf: "2026-01-01T00:00:00.000Z",
  lanes: [],
};
const unknown = { lane: "a", state: "unknown", inFlight: 1 };

test("a ledger with each visit once has no fault, however often they were repeated or delivered", () => {
  expect(judgeLedger(sound, 100, newFaultBook())).toEqual([]);
});

test("what was destroyed on purpose is owed to its exact number", () => {
  const book = { ...newFaultBook(), lost: 10, unrecorded: 5, poison: 2 };
  const ledger = { ...sound, accepted: 100, stored: 85, lost: 10, unrecorded: 5, deadLettered: 2 };
  expect(judgeLedger(ledger, 100, book)).toEqual([]);
  expect(judgeLedger(ledger, 100, { ...book, lost: 9 })).toEqual([
    "stored is 85 and should be 86",
    "lost is 10 and should be 9",
  ]);
});

test.each<[string, Partial<Ledger>, number, string]>([
  ["a click too few", {}, 101, "stored is 100 and should be 101"],
  ["a click twice", {}, 99, "stored is 100 and should be 99"],
  ["one lost", { lost: 1, accepted: 104 }, 100, "lost is 1 and should be 0"],
  ["one on its way", { inFlight: 1, accepted: 104 }, 100, "inFlight is 1 and should be 0"],
  ["one set aside", { deadLettered: 1, accepted: 104 }, 100, "deadLettered is 1 and should be 0"],
  ["one unrecorded", { unrecorded: 1 }, 100, "unrecorded is 1 and should be 0"],
  ["terms that don't add up", { accepted: 104 }, 100, "accepted is 104 and should be 103"],
  ["an unknown lane", { balanced: false, lanes: [unknown] }, 100, "it does not balance: 1 lanes are unknown"],
])("%s is told", (_, change, answered, fault) => {
  expect(judgeLedger({ ...sound, ...change }, answered, newFaultBook())).toEqual([fault]);
});
