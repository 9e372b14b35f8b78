import fc from "fast-check";
import { expect, test } from "vitest";
import { shareOfTerms } from "./term-shares.ts";

const text = fc.string({ unit: fc.constantFrom("a", "b", "z", "ä", "\ud83d\ude00", "\uffee"), maxLength: 4 });

test("the share of a beginning is that of all terms that have it", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(text, fc.double({ min: 0, max: 0.2, noNaN: true }))),
      text,
      (entries, wanted) => {
        const shares = new Map(entries);
        const shareOf = shareOfTerms(shares);
        let sum = 0;
        for (const [term, share] of shares) if (term.startsWith(wanted)) sum += share;
        expect(shareOf({ text: wanted, prefix: true })).toBeCloseTo(Math.min(1, sum), 9);
        expect(shareOf({ text: wanted, prefix: false })).toBe(shares.get(wanted) ?? 0);
      },
    ),
    { numRuns: 2_000 },
  );
});
