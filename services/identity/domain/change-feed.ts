/** What a watcher is told: a key's hash to forget, or null as a sign of life. */
export type KeyChange = Uint8Array | null;

/** Hands key changes to any number of watchers; a watcher that doesn't keep up is ended instead of filling memory. */
export class ChangeFeed {
  readonly #watchers = new Set<Watcher>();
  readonly #limit: number;

  /** @param limit changes that one watcher may be behind. */
  constructor(limit = 1_000) {
    this.#limit = limit;
  }

  get watchers(): number {
    return this.#watchers.size;
  }

  publish(change: KeyChange): void {
    for (const watcher of this.#watchers) watcher.push(change);
  }

  /** Ends every watch: changes may have been missed, or the process stops. */
  endAll(): void {
    for (const watcher of this.#watchers) watcher.end();
  }

  /**
   * The changes from the moment of the call on, not of the first read. Ends, without an error, with `signal`, with
   * {@link ChangeFeed.endAll}, or when the watcher is too far behind.
   */
  watch(signal: AbortSignal): AsyncIterable<KeyChange> {
    const watcher = new Watcher(this.#limit);
    this.#watchers.add(watcher);
    const end = () => watcher.end();
    if (signal.aborted) end();
    signal.addEventListener("abort", end, { once: true });
    const release = () => {
      signal.removeEventListener("abort", end);
      this.#watchers.delete(watcher);
    };
    return watcher.read(release);
  }
}

class Watcher {
  readonly #limit: number;
  readonly #queue: KeyChange[] = [];
  #ended = false;
  #wake: () => void = () => undefined;

  constructor(limit: number) {
    this.#limit = limit;
  }

  push(change: KeyChange): void {
    if (this.#queue.length >= this.#limit) this.end();
    if (this.#ended) return;
    this.#queue.push(change);
    this.#wake();
  }

  end(): void {
    this.#ended = true;
    this.#wake();
  }

  async *read(release: () => void): AsyncGenerator<KeyChange> {
    try {
      while (true) {
        while (this.#queue.length > 0) {
          const change = this.#queue.shift();
          if (change !== undefined) yield change;
        }
        if (this.#ended) return;
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
    } finally {
      release();
    }
  }
}
