import type { Logger } from "pino";

/** Who makes a call. Services act for a user's key when `onBehalfOf` is set. */
export type Actor =
  | { readonly kind: "key"; readonly keyId: string; readonly scopes: readonly string[] }
  | { readonly kind: "service"; readonly name: string; readonly onBehalfOf: string | null }
  | { readonly kind: "anonymous" };

/** The facts of one call, the same for REST and RPC; process-wide resources are in the service's context instead. */
export interface Call {
  /** Unique per call, in every log line and every problem. */
  readonly requestId: string;
  /** W3C trace id, 32 hex digits; continued from `traceparent` when the caller sent one. */
  readonly traceId: string;
  readonly actor: Actor;
  /** The operation of the contract, or the method of the RPC service; undefined for work in the background. */
  readonly operation?: string | undefined;
  /** The caller's address, as trusted proxies tell it; undefined for calls of services. */
  readonly address?: string | undefined;
  /** The workspace whose data this call may see; empty for anonymous calls. */
  readonly workspaceId: string;
  /**
   * Of a request with an idempotency key: the UUIDv7 that what it makes must get. It is the same when the request comes
   * again after its process died or its outcome was lost, so what is already there under it was made by the request.
   */
  readonly resourceId?: string | undefined;
  /** When the answer is of no more use, in epoch milliseconds. */
  readonly deadline: number;
  /** Aborted when the deadline passes or the caller goes away; statements under way are cancelled with it. */
  readonly signal: AbortSignal;
  readonly log: Logger;
}
