import { LRUCache } from "lru-cache";
import type { VisitedLink } from "../domain/visit.ts";
import { type CachedLink, cachedLinkOf, sizeOf } from "./cached-link.ts";

export interface LinkCacheOptions {
  /** Reads the link of a code from the store; rejects when the store is away. */
  readonly find: (code: string) => Promise<VisitedLink | null>;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Bound of the entries, in bytes. */
  readonly maxBytes: number;
}

/** How long links are held while changes are heard, ±5 %. */
export const foundMs = 3_600_000;
/** How long it is believed that a code is none. */
export const missingMs = 60_000;
/** How old an entry may be when changes elsewhere may go unheard. */
const unheardMs = 5_000;
const missingEntries = 20_000;

interface Entry<Value> {
  readonly value: Value;
  readonly until: number;
  /** Made while changes were heard. */
  readonly heard: boolean;
}

/** A read of the store that several visitors wait for. */
interface Fill {
  readonly promise: Promise<CachedLink | null>;
  /** The link was changed after the read began: its result may be old and is not kept. */
  stale: boolean;
}

/**
 * The links that visitors asked for lately, and the codes that are none.
 *
 * While changes are heard (`LISTEN` is live), entries hold 1 hour ±5 %, missing codes 60 s; otherwise 5 s. A hit never
 * prolongs an entry. A change removes the entry and voids reads that began before it, so that an old read can't come
 * in after a newer change. When hearing begins (again), all goes: changes may have been missed before.
 *
 * Missing codes have a bound of their own, so that guessing codes does not push out links.
 */
export class LinkCache {
  readonly #options: LinkCacheOptions;
  readonly #found: LRUCache<string, Entry<CachedLink>>;
  readonly #missing: LRUCache<string, Entry<null>>;
  readonly #fills = new Map<string, Fill>();
  #heard = false;
  /** When changes are no longer heard: how long entries made before may still be used. */
  #trustUntil = 0;

  constructor(options: LinkCacheOptions) {
    this.#options = options;
    this.#found = new LRUCache({
      maxSize: options.maxBytes,
      sizeCalculation: (entry) => sizeOf(entry.value),
    });
    this.#missing = new LRUCache({ max: missingEntries });
  }

  /** The link, null for a code known to be none, undefined when the store has to be asked. */
  get(code: string, now: number): CachedLink | null | undefined {
    const entry = this.#found.get(code) ?? this.#missing.get(code);
    if (entry === undefined || now >= entry.until) return undefined;
    return this.#heard || !entry.heard || now < this.#trustUntil ? entry.value : undefined;
  }

  /** Asks the store; visitors of the same code share one read. */
  load(code: string): Promise<CachedLink | null> {
    const running = this.#fills.get(code);
    if (running !== undefined) return running.promise;
    const fill: Fill = { promise: this.#fill(code, () => fill), stale: false };
    this.#fills.set(code, fill);
    return fill.promise;
  }

  /** The link of the code has changed, here or elsewhere. */
  invalidate(code: string): void {
    this.#found.delete(code);
    this.#missing.delete(code);
    const fill = this.#fills.get(code);
    if (fill === undefined) return;
    fill.stale = true;
    // Who comes from now on must not join a read that may have seen the state before.
    this.#fills.delete(code);
  }

  /** Whether changes made elsewhere are heard from now on. */
  setHeard(heard: boolean): void {
    if (heard) this.clear();
    else if (this.#heard) this.#trustUntil = this.#options.now() + unheardMs;
    this.#heard = heard;
  }

  clear(): void {
    this.#found.clear();
    this.#missing.clear();
    for (const fill of this.#fills.values()) fill.stale = true;
    this.#fills.clear();
  }

  /** Entries now: links, and codes that are none. */
  get size(): { readonly found: number; readonly missing: number } {
    return { found: this.#found.size, missing: this.#missing.size };
  }

  async #fill(code: string, self: () => Fill): Promise<CachedLink | null> {
    // Counted from before the read: the entry can be no younger than what was read.
    const startedAt = this.#options.now();
    try {
      const link = await this.#options.find(code);
      const value = link === null ? null : cachedLinkOf(link);
      if (!self().stale) this.#keep(code, value, startedAt);
      return value;
    } finally {
      if (this.#fills.get(code) === self()) this.#fills.delete(code);
    }
  }

  #keep(code: string, value: CachedLink | null, startedAt: number): void {
    const heard = this.#heard;
    const holdMs = value === null ? missingMs : foundMs * (0.95 + Math.random() * 0.1);
    const until = startedAt + (heard ? holdMs : unheardMs);
    if (value === null) {
      this.#found.delete(code);
      this.#missing.set(code, { value, until, heard });
    } else {
      this.#missing.delete(code);
      this.#found.set(code, { value, until, heard });
    }
  }
}
