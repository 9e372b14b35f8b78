import { KeySet } from "../domain/key-set.ts";

/** Keys of a day after which the older ones are forgotten: with both generations some 16 MiB. */
const GENERATION = 524_288;
/** Today, and yesterday for what comes late. */
const DAYS = 2;
/** Questions in a row that told nothing new, after which the table is not asked any more. */
const SURE_AFTER = 3;

interface Generations {
  newer: KeySet;
  older: KeySet;
}

/**
 * Remembers visitors that are in the table for sure, of the last two days that were in use and at least the last half
 * million of each, to ask the table less. Only what was committed may be put in.
 */
export class KnownVisitors {
  readonly #days = new Map<number, Generations>();
  #unsurprised = 0;

  has(day: number, key: number): boolean {
    const known = this.#days.get(day);
    return known !== undefined && (known.newer.has(key) || known.older.has(key));
  }

  add(day: number, key: number): void {
    const known = this.#days.get(day) ?? this.#begin(day);
    if (known.newer.size >= GENERATION) {
      known.older = known.newer;
      known.newer = new KeySet();
    }
    known.newer.add(key);
  }

  /**
   * Whether visitors who are not remembered may be taken for new without asking: lately they always were. True right
   * after a start or beside other consumers would cost a statement that fails, and nothing else.
   */
  get seemsComplete(): boolean {
    return this.#unsurprised >= SURE_AFTER;
  }

  /** The table was asked, or refused: whether it knew visitors who are not remembered. */
  learn(surprised: boolean): void {
    this.#unsurprised = surprised ? 0 : this.#unsurprised + 1;
  }

  #begin(day: number): Generations {
    if (this.#days.size >= DAYS) this.#days.delete(Math.min(...this.#days.keys()));
    const begun = { newer: new KeySet(), older: new KeySet() };
    this.#days.set(day, begun);
    return begun;
  }
}
