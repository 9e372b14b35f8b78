// Checked by tsc alone: what logic may and may not answer over RPC.

import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import type { GetStats } from "../../../gen/rpc/analytics/operations.ts";
import type {
  IdentityRpc,
  VerifyKey,
  VerifyKeyResult,
  WatchKeyChanges,
} from "../../../gen/rpc/identity/operations.ts";
import { Fault } from "../errors/fault.ts";

const whole = { keyId: "k", workspaceId: "w", scopes: ["links:read"] };

export const answers: VerifyKey<null> = async () => whole;
export const answersWithPresence: VerifyKey<null> = async () => ({ ...whole, expiresAt: timestampFromMs(0) });
export const answersAbsence: VerifyKey<null> = async () => ({ ...whole, expiresAt: undefined });
export const refuses: VerifyKey<null> = async () => new Fault("unauthenticated", "unauthenticated");

// @ts-expect-error a field is forgotten
export const forgets: VerifyKey<null> = async () => ({ keyId: "k", workspaceId: "w" });
// @ts-expect-error a field has another type
export const mistypes: VerifyKey<null> = async () => ({ ...whole, keyId: 7 });
export const adds: VerifyKey<null> = async (): Promise<VerifyKeyResult> => ({
  ...{ keyId: "k" },
  workspaceId: "w",
  scopes: [],
  // @ts-expect-error the contract has no such field
  motto: "m",
});
// @ts-expect-error a field of a message within is forgotten
export const forgetsDeep: GetStats<null> = async () => ({
  counts: { total: 1n, human: 1n, bot: 0n },
  series: [],
  groups: [],
});
export const reads: VerifyKey<null> = async (_context, _call, input) => {
  // @ts-expect-error the request has no such field
  void input.key;
  return whole;
};
// @ts-expect-error a stream is not one answer
export const answersOnce: WatchKeyChanges<null> = async () => ({ keyHash: new Uint8Array() });
// @ts-expect-error a method has no logic
export const incomplete: IdentityRpc<null> = { verifyKey: answers };
