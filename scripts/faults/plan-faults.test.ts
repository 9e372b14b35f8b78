import { Random } from "@waypost/all/test/faults/random.ts";
import { expect, test } from "vitest";
import { faultNames } from "./fault-names.ts";
import { longPlan, shortPlan } from "./plan-faults.ts";

test("the same seed gives the same order, another one another", () => {
  expect(shortPlan(new Random(1))).toEqual(shortPlan(new Random(1)));
  expect(shortPlan(new Random(1))).not.toEqual(shortPlan(new Random(2)));
});

test("the long plan has every kind before any comes twice, with a kill after each", () => {
  const steps = longPlan(new Random(3)).take(faultNames.length * 2);
  const [between, kinds] = [[] as string[], [] as string[]];
  for (const name of steps) (kinds.length > between.length ? between : kinds).push(name);
  expect(kinds.toSorted()).toEqual([...faultNames].sort());
  expect(between.every((name) => name.startsWith("kill-"))).toBe(true);
});
