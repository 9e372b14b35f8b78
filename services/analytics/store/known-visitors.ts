import { KeySet } from "@waypost/kit/bytes/key-set.ts";

/** Keys of a day after which the older ones are forgotten: with both generations 64 MiB on a day with millions. */
const GENERATION = 2_097_152;
/** Today, and yesterday for what comes late. */
const DAYS = 2;
/** Questions in a row that told nothing new, after which guesses that were wrong are made again. */
const SURE_AFTER = 3;

/** What is remembered of a day. */
interface Day {
  newer: KeySet;
  older: KeySet;
  /** Everything that was in the table when it was read, and everything that was put in since, is remembered. */
  complete: boolean;
  /** More was noted than fits. */
  dropped: boolean;
  /** The table is or was read. */
  read: boolean;
}

/**
 * Remembers visitors that are in the table for sure, of the last two days and at least the last two million of each, to
 * ask the table less. Only what was committed may be put in.
 */
export class KnownVisitors {
  readonly #days = new Map<number, Day>();
  readonly #generation: number;
  #unsurprised = SURE_AFTER;

  constructor({ generation = GENERATION }: { readonly generation?: number } = {}) {
    this.#generation = generation;
  }

  has(day: number, key: number): boolean {
    const known = this.#days.get(day);
    return known !== undefined && (known.newer.has(key) || known.older.has(key));
  }

  add(day: number, key: number): void {
    const known = this.#dayOf(day);
    if (known !== null) this.#put(known, key);
  }

  /**
   * Whether visitors of the day who are not remembered may be taken for new without asking the table: all that it had
   * are remembered, and lately no other process added one. Where that is wrong, the table refuses them.
   */
  guesses(day: number): boolean {
    const known = this.#days.get(day);
    return known?.complete === true && !known.dropped && this.#unsurprised >= SURE_AFTER;
  }

  /** The table was asked, or refused: whether it knew visitors of a complete day who are not remembered. */
  learn(surprised: boolean): void {
    this.#unsurprised = surprised ? 0 : this.#unsurprised + 1;
  }

  /** Whether it is worth reading what the table has of the day: it was not read yet. */
  wants(day: number): boolean {
    return this.#dayOf(day)?.read === false;
  }

  /** Remembers all keys of a day, page by page, until there is no more room. */
  async read(day: number, pages: AsyncIterable<readonly number[]>): Promise<void> {
    const known = this.#dayOf(day);
    if (known === null) return;
    known.read = true;
    for await (const keys of pages) {
      for (const key of keys) this.#put(known, key);
      if (known.dropped) return;
    }
    known.complete = true;
  }

  /** Forgets everything: the table may have lost what it had. */
  forget(): void {
    this.#days.clear();
  }

  /** Null for days before those that are remembered. */
  #dayOf(day: number): Day | null {
    const found = this.#days.get(day);
    if (found !== undefined) return found;
    const oldest = Math.min(...this.#days.keys());
    if (this.#days.size >= DAYS) {
      if (day < oldest) return null;
      this.#days.delete(oldest);
    }
    const begun = { newer: new KeySet(), older: new KeySet(), complete: false, dropped: false, read: false };
    this.#days.set(day, begun);
    return begun;
  }

  #put(known: Day, key: number): void {
    if (known.older.has(key)) return;
    if (known.newer.size >= this.#generation) {
      if (known.older.size > 0) known.dropped = true;
      known.older = known.newer;
      known.newer = new KeySet();
    }
    known.newer.add(key);
  }
}
