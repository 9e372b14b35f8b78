import { createHash } from "node:crypto";
import { Fault } from "../errors/fault.ts";

/** How long an answer is kept: 24 hours. */
export const idempotencyKeptMs = 86_400_000;

/** What makes two requests the same one. */
export interface IdempotentRequest {
  readonly workspaceId: string;
  readonly operationId: string;
  /** As the caller sent it, 1 to 255 visible ASCII characters. */
  readonly key: string;
  /** SHA-256, hex, of method, path and canonical body. */
  readonly requestHash: string;
}

/** An answer that can be given again, byte for byte. */
export interface StoredAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The JSON as it was sent; null when the answer has no body. */
  readonly body: string | null;
}

/** What a store knows of a request. Only the caller that was told `begun` runs the operation. */
export type IdempotencyState =
  | {
      readonly state: "begun";
      /** A UUIDv7 for what the request makes, the same each time the request is begun. */
      readonly resourceId: string;
    }
  | { readonly state: "stored"; readonly answer: StoredAnswer }
  | { readonly state: "in-use" }
  | { readonly state: "reused" };

/**
 * Remembers answers by (workspace, operation, key) for {@link idempotencyKeptMs}. Held to
 * `services/testing/idempotency-conformance.ts`. A `begun` request whose process died may be begun again after a lease, which
 * must be longer than any request may take, and then under the same `resourceId`: logic that gives this id to what it
 * makes finds it already made.
 */
export interface IdempotencyStore {
  /** Reserves the key, or tells what became of it. Atomic: of any number of concurrent calls one gets `begun`. */
  begin(request: IdempotentRequest, signal: AbortSignal): Promise<IdempotencyState>;
  /** Keeps the answer of a request that `begin` reserved. */
  complete(request: IdempotentRequest, answer: StoredAnswer): Promise<void>;
  /** Frees the key of a request that was refused, for any request. */
  abandon(request: IdempotentRequest): Promise<void>;
  /** Lets a request whose outcome nobody knows be begun again at once, under the same `resourceId`. */
  release(request: IdempotentRequest): Promise<void>;
}

/** The hash of a request; equal for bodies that differ only in the order of their fields. */
export function hashRequest(method: string, path: string, body: unknown): string {
  return createHash("sha256")
    .update(`${method} ${path}\n${canonicalJson(body)}`)
    .digest("hex");
}

/** The fault of a key that can't be used now or for this request. */
export function idempotencyFault(state: "in-use" | "reused"): Fault {
  return state === "in-use"
    ? new Fault("conflict", "idempotency-key-in-use", {
        detail: "The first request with this Idempotency-Key has not ended; repeat this one in a moment.",
        retryAfterSeconds: 1,
      })
    : new Fault("rule_violation", "idempotency-key-reused", {
        detail: "Another request was made with this Idempotency-Key; use a new one.",
        fields: [{ pointer: "/headers/idempotency-key", detail: "was used for another request" }],
      });
}

function canonicalJson(value: unknown): string {
  return (
    JSON.stringify(value, (_, inner: unknown) =>
      typeof inner === "object" && inner !== null && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
        : inner,
    ) ?? ""
  );
}
