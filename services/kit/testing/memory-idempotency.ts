import type {
  IdempotencyState,
  IdempotencyStore,
  IdempotentRequest,
  StoredAnswer,
} from "../http/idempotency.ts";
import { idempotencyKeptMs } from "../http/idempotency.ts";

interface Entry {
  readonly requestHash: string;
  readonly at: number;
  readonly answer: StoredAnswer | null;
}

/** A store for tests and the reference of what a store does; it forgets at the end of the process. */
export class MemoryIdempotencyStore implements IdempotencyStore {
  readonly #entries = new Map<string, Entry>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  async begin(request: IdempotentRequest): Promise<IdempotencyState> {
    const found = this.#entries.get(keyOf(request));
    if (found !== undefined && this.#now() - found.at < idempotencyKeptMs) {
      if (found.requestHash !== request.requestHash) return { state: "reused" };
      return found.answer === null ? { state: "in-use" } : { state: "stored", answer: found.answer };
    }
    this.#entries.set(keyOf(request), { requestHash: request.requestHash, at: this.#now(), answer: null });
    return { state: "begun" };
  }

  async complete(request: IdempotentRequest, answer: StoredAnswer): Promise<void> {
    this.#entries.set(keyOf(request), { requestHash: request.requestHash, at: this.#now(), answer });
  }

  async abandon(request: IdempotentRequest): Promise<void> {
    this.#entries.delete(keyOf(request));
  }
}

function keyOf({ workspaceId, operationId, key }: IdempotentRequest): string {
  return JSON.stringify([workspaceId, operationId, key]);
}
