/** Numbers that look random and are the same for the same seed (mulberry32, public domain by T. Ettinger). */
export class Random {
  readonly seed: number;
  #state: number;

  constructor(seed: number) {
    this.seed = seed;
    this.#state = seed >>> 0;
  }

  /** A whole number from `least` to `most`, both included. */
  integer(least: number, most: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    const fraction = ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    return least + Math.floor(fraction * (most - least + 1));
  }

  /** One of `values`, which must not be empty. */
  pick<T>(values: readonly T[]): T {
    const value = values[this.integer(0, values.length - 1)];
    if (value === undefined) throw new Error("nothing to pick from");
    return value;
  }
}

/** The seed in `WAYPOST_TEST_SEED`, or a new one. */
export function newRandom(): Random {
  return new Random(Number(process.env.WAYPOST_TEST_SEED ?? Math.floor(Math.random() * 2 ** 31)));
}
