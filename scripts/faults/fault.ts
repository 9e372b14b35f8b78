import type { Random } from "@waypost/all/test/faults/random.ts";
import type { Arena } from "./arena.ts";

/** A kind of fault. */
export interface Fault {
  /** What is done, for people. */
  readonly does: string;
  /** What the machine must have beside Kafka. */
  readonly needs?: "redis";
  /** Resolves, with a word about what happened, as soon as nothing more is broken; recovering is up to the stack. */
  inflict(arena: Arena, random: Random): Promise<string>;
}
