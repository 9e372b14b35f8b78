import { createSecretKey, hash, type KeyObject } from "node:crypto";
import { jwtVerify, SignJWT } from "jose";
import { LRUCache } from "lru-cache";
import { Fault } from "../errors/fault.ts";

/** For whom a service calls: what its token says of it. */
export interface CallerClaims {
  /** The calling service. */
  readonly caller: string;
  /** Empty when the call is not about one workspace. */
  readonly workspaceId: string;
  /** The id of the API key whose request led to this call; null when the service calls for itself. */
  readonly onBehalfOf: string | null;
}

/** Issues and verifies the tokens by which services know each other; see {@link createServiceTokens}. */
export interface ServiceTokens {
  /** A token of `claims.caller` for the service `audience`; the same one until 20 s before its end. */
  issue(audience: string, claims: CallerClaims): Promise<string>;
  /**
   * Whom a token speaks for. Once its signature was checked, a token is known until it expires.
   * @throws Fault `unauthenticated`, always the same one, when it is missing, malformed, expired, of another secret
   * or for another service.
   */
  verify(audience: string, token: string | undefined): Promise<CallerClaims>;
}

const lifetimeSeconds = 60;
const renewBeforeSeconds = 20;
const toleratedSkewSeconds = 5;
const maxCachedTokens = 10_000;
const maxKnownTokens = 10_000;

/** The slug of the fault that tells a service that its own token was refused. */
export const callerRefused = "caller-refused";

/**
 * Authenticates services among each other by short-lived JWTs (HS256, 60 s, 5 s of clock skew tolerated), signed with
 * the secret that all services of an installation share. Signatures are compared in constant time by Web Crypto. Of
 * tokens that were found good, 10,000 are known by their hash, each for the service it was checked for, and believed
 * exactly as long as a check would.
 * @param secret at least 32 bytes
 * @param now epoch milliseconds; default `Date.now`
 * @throws RangeError when the secret is shorter
 */
export function createServiceTokens(secret: Uint8Array, now: () => number = Date.now): ServiceTokens {
  if (secret.byteLength < 32) throw new RangeError("The secret of the services must have at least 32 bytes.");
  const key = createSecretKey(secret);
  const issued = new LRUCache<string, Issued>({ max: maxCachedTokens });
  const known = new LRUCache<string, Known>({ max: maxKnownTokens });
  return {
    async issue(audience, claims) {
      const name = JSON.stringify([claims.caller, audience, claims.workspaceId, claims.onBehalfOf]);
      const kept = issued.get(name);
      const seconds = Math.floor(now() / 1000);
      if (kept !== undefined && kept.expiresAt - renewBeforeSeconds > seconds) return kept.token;
      const expiresAt = seconds + lifetimeSeconds;
      const token = sign(key, audience, claims, seconds, expiresAt);
      // The promise is kept, so that calls at once share one signature.
      issued.set(name, { token, expiresAt });
      return token;
    },
    async verify(audience, token) {
      if (token === undefined) throw refusal(undefined);
      // By its hash, so that how long the look-up takes tells nothing about tokens that are known.
      const name = `${audience} ${hash("sha256", token, "base64")}`;
      const found = known.get(name);
      if (found !== undefined && found.expiresAt > Math.floor(now() / 1000) - toleratedSkewSeconds)
        return found.claims;
      try {
        const { payload } = await jwtVerify(token, key, {
          algorithms: ["HS256"],
          audience,
          requiredClaims: ["iss", "exp", "iat"],
          clockTolerance: toleratedSkewSeconds,
          currentDate: new Date(now()),
        });
        const claims = readClaims(payload);
        // Our own tokens say no time from which they are valid; one that does is checked every time.
        if (payload.exp !== undefined && payload.nbf === undefined)
          known.set(name, { claims, expiresAt: payload.exp });
        return claims;
      } catch (error) {
        throw refusal(error);
      }
    },
  };
}

interface Issued {
  readonly token: Promise<string>;
  /** Epoch seconds. */
  readonly expiresAt: number;
}

interface Known {
  readonly claims: CallerClaims;
  /** Epoch seconds, as the token says. */
  readonly expiresAt: number;
}

function sign(
  key: KeyObject,
  audience: string,
  claims: CallerClaims,
  issuedAt: number,
  expiresAt: number,
): Promise<string> {
  const { caller, workspaceId, onBehalfOf } = claims;
  return new SignJWT({
    ...(workspaceId === "" ? {} : { ws: workspaceId }),
    ...(onBehalfOf === null ? {} : { key: onBehalfOf }),
  })
    .setProtectedHeader({ alg: "HS256" })
    .setIssuer(caller)
    .setAudience(audience)
    .setIssuedAt(issuedAt)
    .setExpirationTime(expiresAt)
    .sign(key);
}

function readClaims(payload: { iss?: string; ws?: unknown; key?: unknown }): CallerClaims {
  const { iss, ws, key } = payload;
  if (iss === undefined || iss === "") throw new TypeError("no issuer");
  return {
    caller: iss,
    workspaceId: typeof ws === "string" ? ws : "",
    onBehalfOf: typeof key === "string" ? key : null,
  };
}

function refusal(cause: unknown): Fault {
  return new Fault("unauthenticated", callerRefused, { cause });
}
