/**
 * Remembers at least the last `size` entries that were put in or asked for, and at most twice as many. Two maps, the
 * older of which is dropped when the newer is full: unlike a list in order of use it costs an answer nothing more
 * than a look into a map, which counts where it is asked several times for every click.
 */
export class RecentMap<Key, Value> {
  readonly #size: number;
  #newer = new Map<Key, Value>();
  #older = new Map<Key, Value>();

  constructor(size: number) {
    this.#size = size;
  }

  get(key: Key): Value | undefined {
    const value = this.#newer.get(key);
    if (value !== undefined) return value;
    const aged = this.#older.get(key);
    if (aged !== undefined) this.set(key, aged);
    return aged;
  }

  set(key: Key, value: Value): void {
    if (this.#newer.size >= this.#size) {
      this.#older = this.#newer;
      this.#newer = new Map();
    }
    this.#newer.set(key, value);
  }

  clear(): void {
    this.#newer = new Map();
    this.#older = new Map();
  }
}
