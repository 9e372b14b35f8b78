import type { Call } from "../call.ts";
import { Fault } from "../errors/fault.ts";

/** Whose key it is and what it may do. */
export interface VerifiedKey {
  readonly keyId: string;
  readonly workspaceId: string;
  readonly scopes: readonly string[];
  /** Epoch milliseconds; null when the key does not expire. */
  readonly expiresAt: number | null;
}

/**
 * Tells whose key a token is, null when it is no valid key: malformed, unknown, expired and revoked are the same. Throws a
 * Fault `unavailable` when it can't be told. An answer without a promise saves the caller a turn.
 */
export type VerifyKey = (token: string, call: Call) => VerifiedKey | null | Promise<VerifiedKey | null>;

const maxToken = 256;

/** The token of an `Authorization: Bearer …` header, null when there is none that could be a key. */
export function bearerToken(header: string | undefined): string | null {
  if (header === undefined || header.length > maxToken + 7) return null;
  return /^Bearer ([\x21-\x7e]+)$/i.exec(header)?.[1] ?? null;
}

/** The one fault of every key that is not valid, so that nothing can be learnt from the answer. */
export function unauthenticated(): Fault {
  return new Fault("unauthenticated", "unauthenticated", {
    detail: "Send a valid API key as `Authorization: Bearer wp_…`.",
  });
}

/** The fault of a key that lacks scopes, null when it has all that are `needed`. */
export function lackingScopes(key: VerifiedKey, needed: readonly string[]): Fault | null {
  const lacking = needed.filter((scope) => !key.scopes.includes(scope));
  if (lacking.length === 0) return null;
  return new Fault("forbidden", "forbidden", {
    detail: `The key lacks ${lacking.length === 1 ? "the scope" : "the scopes"} ${lacking.join(", ")}.`,
  });
}
