import fc from "fast-check";
import { expect, test } from "vitest";
import { type Holder, shareOut } from "./sticky-shares.ts";

const holders = fc.uniqueArray(
  fc.record({
    id: fc.stringMatching(/^[a-z]{1,6}$/),
    held: fc.uniqueArray(fc.nat(20), { maxLength: 12 }),
    since: fc.nat(3),
  }),
  { selector: ({ id }) => id, minLength: 1, maxLength: 6 },
);
const partitions = fc.nat(16).map((count) => Array.from({ length: count }, (_, index) => index));

test("every partition has one member, and nobody has two more than another", () => {
  fc.assert(
    fc.property(holders, partitions, (members, all) => {
      const shares = shareOut(members, all);
      expect([...shares.values()].flat().sort((a, b) => a - b)).toEqual(all);
      const sizes = [...shares.values()].map(({ length }) => length);
      expect(sizes.length).toBe(members.length);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    }),
  );
});

test("the order of members and partitions changes nothing", () => {
  fc.assert(
    fc.property(holders, partitions, (members, all) => {
      expect(shareOut(members.toReversed(), all.toReversed())).toEqual(shareOut(members, all));
    }),
  );
});

test("nobody gives away what it may keep", () => {
  fc.assert(
    fc.property(holders, partitions, (members, all) => {
      const first = shareOut(members, all);
      const settled: Holder[] = members.map(({ id }) => ({ id, held: first.get(id) ?? [], since: 9 }));
      expect(shareOut(settled, all)).toEqual(first);
      // One more member takes no more than its share from the others.
      const joined = shareOut([...settled, { id: "newcomer", held: [], since: 0 }], all);
      const kept = settled.reduce(
        (sum, { id, held }) => sum + held.filter((partition) => joined.get(id)?.includes(partition)).length,
        0,
      );
      expect(kept).toBe(all.length - (joined.get("newcomer")?.length ?? 0));
    }),
  );
});

test("of two that claim a partition, the one that got it later holds it", () => {
  const shares = shareOut(
    [
      { id: "a", held: [0, 1], since: 1 },
      { id: "b", held: [0], since: 2 },
    ],
    [0, 1],
  );
  expect(shares).toEqual(
    new Map([
      ["a", [1]],
      ["b", [0]],
    ]),
  );
});
