import { type CallScope, reasonOf } from "./connection.ts";
import { stateOf } from "./errors.ts";

export interface BatcherOptions<Item, Result> {
  /**
   * Does all `items` in one statement or transaction, whole or not at all, and answers in their order. Its scope ends
   * when no caller waits any more.
   */
  readonly run: (items: readonly Item[], scope: CallScope) => Promise<readonly Result[]>;
  /** Items of one batch. */
  readonly maxItems: number;
  /** Batches under way at the same time; further items wait and become the next batch. */
  readonly maxRunning: number;
}

interface Entry<Item, Result> {
  readonly item: Item;
  readonly signal: AbortSignal;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
  readonly onAbort: () => void;
  batch: Batch | null;
}

/** What entries of one batch share: how many still wait for it, and how to cancel it when none does. */
interface Batch {
  waiting: number;
  readonly controller: AbortController;
}

/**
 * Does the same work for concurrent calls together, since a statement and its commit cost far more than a row of it.
 * Who comes while nothing is under way waits only until the end of the turn of the event loop. A call that ends leaves
 * its batch to the others.
 */
export class Batcher<Item, Result> {
  readonly #options: BatcherOptions<Item, Result>;
  readonly #waiting = new Set<Entry<Item, Result>>();
  #running = 0;
  #starting = false;

  constructor(options: BatcherOptions<Item, Result>) {
    this.#options = options;
  }

  /**
   * Answers for `item` alone. Throws the reason of the signal when the call ends first; what was under way then may be
   * done all the same. When PostgreSQL refuses a batch for what is in it, each item is tried by itself.
   */
  add(item: Item, { signal }: CallScope): Promise<Result> {
    if (signal.aborted) return Promise.reject(reasonOf(signal));
    return new Promise((resolve, reject) => {
      const onAbort = () => this.#leave(entry);
      const entry: Entry<Item, Result> = { item, signal, resolve, reject, onAbort, batch: null };
      signal.addEventListener("abort", onAbort, { once: true });
      this.#waiting.add(entry);
      this.#startSoon();
    });
  }

  #startSoon(): void {
    if (this.#starting || this.#waiting.size === 0 || this.#running >= this.#options.maxRunning) return;
    this.#starting = true;
    setImmediate(this.#start);
  }

  readonly #start = (): void => {
    this.#starting = false;
    const entries = [...this.#waiting].slice(0, this.#options.maxItems);
    if (entries.length === 0) return;
    for (const entry of entries) this.#waiting.delete(entry);
    this.#running++;
    this.#startSoon();
    this.#run(entries).then(this.#ended, this.#ended);
  };

  readonly #ended = (): void => {
    this.#running--;
    this.#startSoon();
  };

  async #run(entries: readonly Entry<Item, Result>[]): Promise<void> {
    const batch: Batch = { waiting: entries.length, controller: new AbortController() };
    for (const entry of entries) entry.batch = batch;
    try {
      const items = entries.map(({ item }) => item);
      const results = await this.#options.run(items, { signal: batch.controller.signal });
      for (const [index, entry] of entries.entries()) {
        entry.signal.removeEventListener("abort", entry.onAbort);
        // One answer for each item is the contract of `run`.
        entry.resolve(results[index] as Result);
      }
    } catch (error) {
      if (entries.length > 1 && isOfOneItem(error)) {
        const left = entries.filter(({ signal }) => !signal.aborted);
        await Promise.all(left.map((entry) => this.#run([entry])));
        return;
      }
      for (const entry of entries) {
        entry.signal.removeEventListener("abort", entry.onAbort);
        entry.reject(error);
      }
    }
  }

  #leave(entry: Entry<Item, Result>): void {
    const reason = reasonOf(entry.signal);
    entry.reject(reason);
    this.#waiting.delete(entry);
    if (entry.batch !== null && --entry.batch.waiting === 0) entry.batch.controller.abort(reason);
  }
}

/** Bad data, a broken constraint, a conflict, a limit: the transaction is undone, and others may have nothing to do with it. */
function isOfOneItem(error: unknown): boolean {
  return ["22", "23", "40", "54"].includes(stateOf(error)?.slice(0, 2) ?? "");
}
