// Generated from proto/ by `npm run gen`. Do not edit: change the contract and generate again.
import type { Call } from "@waypost/kit/call.ts";
import type { Fault } from "@waypost/kit/errors/fault.ts";
import type { Answer } from "@waypost/kit/rpc/answer.ts";
import {
  IdentityService,
  type VerifyKeyRequest,
  type VerifyKeyResponse,
  type WatchKeyChangesRequest,
  type WatchKeyChangesResponse,
} from "../../proto/waypost/identity/v1/identity_pb.ts";

export type VerifyKeyResult = Answer<VerifyKeyResponse> | Fault;
/**
 * Tells whose key this is. Malformed, unknown, expired and revoked keys all answer UNAUTHENTICATED alike.
 */
export type VerifyKey<C> = (
  ctx: C,
  call: Call,
  input: VerifyKeyRequest,
) => Promise<VerifyKeyResult>;

export type WatchKeyChangesItem = Answer<WatchKeyChangesResponse>;
/**
 * Names every key whose answer changed (revoked, expiry moved) from now on, so that callers can keep a cache.
 * The first message comes at once and names no key: the watch is in place.
 */
export type WatchKeyChanges<C> = (
  ctx: C,
  call: Call,
  input: WatchKeyChangesRequest,
) => AsyncIterable<WatchKeyChangesItem>;

/** Everything that `identity` answers over RPC; a map that lacks a method does not compile. */
export interface IdentityRpc<C> {
  readonly verifyKey: VerifyKey<C>;
  readonly watchKeyChanges: WatchKeyChanges<C>;
}

/** The RPC services of `identity`, for `rpcService` of the kit. */
export const identityRpcServices = [IdentityService] as const;
