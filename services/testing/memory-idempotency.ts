import type {
  IdempotencyState,
  IdempotencyStore,
  IdempotentRequest,
  StoredAnswer,
} from "@waypost/kit/http/idempotency.ts";
import { idempotencyKeptMs } from "@waypost/kit/http/idempotency.ts";
import { v7 as uuidv7 } from "uuid";

interface Entry {
  readonly resourceId: string;
  readonly released: boolean;
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
      if (found.released) return this.#begin(request, found.resourceId);
      return found.answer === null ? { state: "in-use" } : { state: "stored", answer: found.answer };
    }
    return this.#begin(request, uuidv7({ msecs: this.#now() }));
  }

  #begin(request: IdempotentRequest, resourceId: string): IdempotencyState {
    this.#keep(request, resourceId, { answer: null, released: false });
    return { state: "begun", resourceId };
  }

  async complete(request: IdempotentRequest, answer: StoredAnswer): Promise<void> {
    const resourceId = this.#entries.get(keyOf(request))?.resourceId ?? "";
    this.#keep(request, resourceId, { answer, released: false });
  }

  async abandon(request: IdempotentRequest): Promise<void> {
    this.#entries.delete(keyOf(request));
  }

  async release(request: IdempotentRequest): Promise<void> {
    const found = this.#entries.get(keyOf(request));
    if (found !== undefined) this.#entries.set(keyOf(request), { ...found, released: true });
  }

  #keep(request: IdempotentRequest, resourceId: string, state: Pick<Entry, "answer" | "released">): void {
    const { requestHash } = request;
    this.#entries.set(keyOf(request), { requestHash, resourceId, at: this.#now(), ...state });
  }
}

function keyOf({ workspaceId, operationId, key }: IdempotentRequest): string {
  return JSON.stringify([workspaceId, operationId, key]);
}
