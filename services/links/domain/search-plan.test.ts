import fc from "fast-check";
import { expect, test } from "vitest";
import { planSearch } from "./search-plan.ts";
import type { WantedTerm } from "./search-terms.ts";

const word = (text: string): WantedTerm => ({ text, prefix: true });
const tag = (text: string): WantedTerm => ({ text, prefix: false });
const shares: Readonly<Record<string, number>> = { all: 1, half: 0.5, some: 0.02, few: 0.001 };
const facts = { shareOf: ({ text }: WantedTerm) => shares[text] ?? 0, links: 1_000_000, limit: 51 };

test("walks for what is frequent, fetches what is rare", () => {
  expect(planSearch([], facts)).toEqual({ way: "walk" });
  expect(planSearch([word("all")], facts)).toEqual({ way: "walk" });
  expect(planSearch([tag("some")], facts)).toEqual({ way: "walk" });
  expect(planSearch([tag("few")], facts)).toEqual({ way: "fetch", by: [tag("few")], check: [] });
  expect(planSearch([word("unknown")], facts)).toEqual({ way: "fetch", by: [word("unknown")], check: [] });
  expect(planSearch([word("all"), word("few")], facts)).toEqual({
    way: "fetch",
    by: [word("few")],
    check: [word("all")],
  });
  expect(planSearch([tag("all"), word("few")], facts)).toMatchObject({ by: [tag("all"), word("few")] });
  expect(planSearch([tag("all")], { ...facts, links: 40 })).toMatchObject({ way: "fetch" });
});

test("looks at every term, and fetches by at least one", () => {
  const terms = fc.array(
    fc.record({ text: fc.constantFrom(...Object.keys(shares), "unknown"), prefix: fc.boolean() }),
    { minLength: 1 },
  );
  fc.assert(
    fc.property(terms, fc.integer({ min: 0, max: 10_000_000 }), (terms, links) => {
      const plan = planSearch(terms, { ...facts, links });
      if (plan.way === "walk") return;
      expect(plan.by.length).toBeGreaterThan(0);
      expect([...plan.by, ...plan.check]).toHaveLength(terms.length);
    }),
  );
});
