/** What {@link OpenExchanges} holds. */
export interface OpenExchange {
  /** Where it is; only the holder writes it. */
  place: number;
  /** Gives it up. */
  fail(error: unknown): void;
}

/**
 * The exchanges that are under way over one connection. Not a Set and no listeners of a signal: both are, inside, chains
 * whose dead links point to younger ones, so that with steady traffic V8 takes each exchange, and all it holds, for
 * alive until the next full collection.
 */
export class OpenExchanges {
  readonly #open: OpenExchange[] = [];

  /** Adds one, which must not be in. */
  add(exchange: OpenExchange): void {
    exchange.place = this.#open.push(exchange) - 1;
  }

  /** Takes one out; nothing happens when it is not in. */
  remove(exchange: OpenExchange): void {
    if (this.#open[exchange.place] !== exchange) return;
    const last = this.#open.pop();
    if (last === undefined || last === exchange) return;
    this.#open[exchange.place] = last;
    last.place = exchange.place;
  }

  /** Gives all up. */
  failAll(error: unknown): void {
    for (const exchange of [...this.#open]) exchange.fail(error);
  }
}
