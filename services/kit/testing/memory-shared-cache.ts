import { randomUUID } from "node:crypto";
import { jittered, type Lease, type Look, leaseMs, type SharedCache } from "../cache/shared-cache.ts";

interface Entry {
  readonly value: string | null;
  readonly token: string;
  readonly until: number;
}

/** A shared cache within one process: what the port means, in the fewest words. */
export class MemorySharedCache implements SharedCache {
  readonly #entries = new Map<string, Entry>();
  readonly #now: () => number;

  /** @param now epoch milliseconds */
  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  async look(key: string): Promise<Look> {
    const entry = this.#entries.get(key);
    if (entry !== undefined && this.#now() < entry.until)
      return entry.value === null ? { kind: "miss", lease: null } : { kind: "hit", value: entry.value };
    const token = randomUUID();
    this.#entries.set(key, { value: null, token, until: this.#now() + leaseMs });
    return { kind: "miss", lease: { key, token } };
  }

  async fill({ key, token }: Lease, value: string, holdMs: number): Promise<boolean> {
    const entry = this.#entries.get(key);
    if (entry?.token !== token || entry.value !== null || this.#now() >= entry.until) return false;
    this.#entries.set(key, { value, token, until: this.#now() + jittered(holdMs) });
    return true;
  }

  drop(key: string): void {
    this.#entries.delete(key);
  }
}
