import fc from "fast-check";
import { expect, test } from "vitest";
import { stateOf } from "./link-state.ts";
import { decideVisit } from "./visit.ts";

const time = fc.integer({ min: 0, max: 2_000 });
const link = fc.record({
  expiresAt: fc.option(time),
  deletedAt: fc.option(time),
  maxClicks: fc.option(fc.integer({ min: 1, max: 5 })),
});
const visit = fc.record({
  now: time,
  method: fc.constantFrom("GET" as const, "HEAD" as const),
  prefetch: fc.boolean(),
  exhausted: fc.boolean(),
});

test("a link is live, expired or deleted, and expires at its very millisecond", () => {
  expect(stateOf({ expiresAt: 5, deletedAt: null }, 4)).toBe("live");
  expect(stateOf({ expiresAt: 5, deletedAt: null }, 5)).toBe("expired");
  expect(stateOf({ expiresAt: 5, deletedAt: 1 }, 9)).toBe("deleted");
  expect(stateOf({ expiresAt: null, deletedAt: null }, 9)).toBe("live");
});

test("only live links send anybody anywhere, and only limited ones take clicks", () => {
  fc.assert(
    fc.property(link, visit, (link, visit) => {
      const decision = decideVisit(link, visit);
      const asks = decision === "take-click" || decision === "look-for-click";
      const follows = decision === "redirect" || asks;
      if (follows) expect(stateOf(link, visit.now)).toBe("live");
      if (link.maxClicks === null) expect(asks || decision === "limit-reached").toBe(false);
      if (visit.method === "HEAD" || visit.prefetch) expect(decision).not.toBe("take-click");
      if (follows && link.maxClicks !== null) expect([asks, visit.exhausted]).toEqual([true, false]);
    }),
  );
});

test("says why a link is gone", () => {
  const get = { now: 10, method: "GET", prefetch: false, exhausted: true } as const;
  expect(decideVisit({ expiresAt: 1, deletedAt: 1, maxClicks: 1 }, get)).toBe("gone-deleted");
  expect(decideVisit({ expiresAt: 1, deletedAt: null, maxClicks: 1 }, get)).toBe("gone-expired");
  expect(decideVisit({ expiresAt: null, deletedAt: null, maxClicks: 1 }, get)).toBe("limit-reached");
  expect(decideVisit({ expiresAt: null, deletedAt: null, maxClicks: 1 }, { ...get, exhausted: false })).toBe(
    "take-click",
  );
});
