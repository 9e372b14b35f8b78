import fc from "fast-check";
import { expect, test } from "vitest";
import { backoffMs } from "./backoff.ts";

test("waits double from half a second to a second up to five minutes", () => {
  const longest = (attempt: number) => backoffMs(attempt, { random: () => 1 });
  expect([1, 2, 3, 9, 10, 1000].map(longest)).toEqual([1000, 2000, 4000, 256_000, 300_000, 300_000]);
});

test("a wait is never shorter than half of the longest, and never longer", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (attempt, chance) => {
        const longest = backoffMs(attempt, { random: () => 1 });
        const wait = backoffMs(attempt, { random: () => chance });
        expect(wait).toBeGreaterThanOrEqual(longest / 2);
        expect(wait).toBeLessThanOrEqual(longest);
      },
    ),
  );
});
