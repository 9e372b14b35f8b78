import type { Random } from "@waypost/all/test/faults/random.ts";
import { type FaultName, faultNames } from "./fault-names.ts";

/** One of each kind that is over soon. */
const short: readonly FaultName[] = [
  "kill-links",
  "kill-consumer",
  "kill-rpc",
  "kill-identity",
  "replies-dropped",
  "postgres-set-back",
  "records-repeated",
  "poison-records",
  "topic-truncated",
  "redis-killed",
  "broker-killed",
  "disk-full",
  "kill-many",
];

/** Faults that kill are what a long run is for: they come more often than others. */
const kills: readonly FaultName[] = ["kill-many", "kill-many", "kill-many", "kill-links", "kill-consumer"];

/** The short form: one fault of each kind, in the order of chance. */
export function shortPlan(random: Random): FaultName[] {
  return shuffled(short, random);
}

/** The long form, without end: every kind in the order of chance, again and again, with kills between them. */
export function* longPlan(random: Random): Generator<FaultName> {
  for (;;) {
    for (const name of shuffled(faultNames, random)) {
      yield name;
      yield random.pick(kills);
    }
  }
}

function shuffled<T>(values: readonly T[], random: Random): T[] {
  const left = [...values];
  const order: T[] = [];
  while (left.length > 0) order.push(...left.splice(random.integer(0, left.length - 1), 1));
  return order;
}
