import { randomInt } from "node:crypto";
import type { Block } from "./block.ts";
import { RecentMap } from "./recent-map.ts";

interface Entry<Value> extends Block {
  readonly value: Value;
}

/**
 * Remembers values by blocks, at least the last `size` and at most twice as many. Of two blocks with one hash the later
 * is remembered.
 */
export class BlockMap<Value> {
  readonly #entries: RecentMap<number, Entry<Value>>;
  /** Random, so that no outsider can choose blocks that push others out. */
  readonly #seed = randomInt(2 ** 32) | 0;

  constructor(size: number) {
    this.#entries = new RecentMap(size);
  }

  get(a: number, b: number, c: number, d: number): Value | undefined {
    const entry = this.#entries.get(this.#hash(a, b, c, d));
    if (entry === undefined) return undefined;
    return entry.a === a && entry.b === b && entry.c === c && entry.d === d ? entry.value : undefined;
  }

  set({ a, b, c, d }: Block, value: Value): void {
    this.#entries.set(this.#hash(a, b, c, d), { a, b, c, d, value });
  }

  clear(): void {
    this.#entries.clear();
  }

  #hash(a: number, b: number, c: number, d: number): number {
    let value = Math.imul(a ^ this.#seed, 0x85ebca6b);
    value = Math.imul(value ^ (value >>> 15) ^ b, 0xc2b2ae35);
    value = Math.imul(value ^ (value >>> 13) ^ c, 0xcc9e2d51);
    value = Math.imul(value ^ (value >>> 16) ^ d, 0x1b873593);
    return value ^ (value >>> 15);
  }
}
