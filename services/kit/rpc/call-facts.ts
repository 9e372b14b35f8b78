import { type ContextKey, createContextKey } from "@connectrpc/connect";
import type { CallerClaims } from "./service-tokens.ts";

/** What the gate learned about a call before its body was read. */
export interface CallFacts {
  readonly requestId: string;
  readonly traceId: string;
  /** Undefined while the caller is not authenticated, and for calls that need no caller (health). */
  readonly claims: CallerClaims | undefined;
}

/** Where the gate leaves its facts for interceptors and handlers. */
export const callFactsKey: ContextKey<CallFacts | undefined> = createContextKey<CallFacts | undefined>(
  undefined,
  { description: "facts of the call" },
);
