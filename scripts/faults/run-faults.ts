import { setTimeout as delay } from "node:timers/promises";
import type { Random } from "@waypost/all/test/faults/random.ts";
import { allFaults } from "./all-faults.ts";
import type { Arena } from "./arena.ts";
import type { FaultName } from "./fault-names.ts";
import { settle } from "./settle.ts";

/** What a fault did, and how it ended. */
export interface FaultOutcome {
  readonly fault: FaultName;
  /** A word about what happened. */
  readonly detail: string;
  readonly lastedMs: number;
  /** From its end until everything was counted and nothing was under way. */
  readonly recoveredMs: number;
  /** Visits that were answered while it lasted, and the attempts that were not. */
  readonly answered: number;
  readonly failed: number;
  readonly violations: readonly string[];
}

/** Inflicts a fault while visitors come, and waits until the stack has recovered from it. */
export async function runFault(name: FaultName, arena: Arena, random: Random): Promise<FaultOutcome> {
  const { counts } = arena.parts.traffic;
  const before = { ...counts };
  arena.resume();
  await delay(random.integer(200, 1_000));
  const startedAt = performance.now();
  const word = await inflict(name, arena, random);
  const lastedMs = performance.now() - startedAt;
  const settled = await settle(arena);
  return {
    fault: name,
    detail: word.detail,
    lastedMs,
    recoveredMs: settled.tookMs,
    answered: counts.answered - before.answered,
    failed: counts.unanswered + counts.refused - before.unanswered - before.refused,
    violations: [...word.failed, ...settled.violations],
  };
}

async function inflict(
  name: FaultName,
  arena: Arena,
  random: Random,
): Promise<{ detail: string; failed: string[] }> {
  try {
    return { detail: await allFaults[name].inflict(arena, random), failed: [] };
  } catch (error) {
    return { detail: "", failed: [error instanceof Error ? error.message : String(error)] };
  }
}

/** The faults that can be made here. */
export function canInflict(name: FaultName, { parts }: Arena): boolean {
  return allFaults[name].needs !== "redis" || parts.stack.redis !== null;
}
