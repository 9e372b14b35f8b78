import { timestampFromDate } from "@bufbuild/protobuf/wkt";
import type { VerifyKey } from "@waypost/gen/rpc/identity/operations.ts";
import { Fault } from "@waypost/kit/errors/fault.ts";
import type { IdentityContext } from "../context.ts";
import { keyState } from "../domain/key-state.ts";
import { findKeyByHash } from "../store/api-keys.ts";

export const verifyKey: VerifyKey<IdentityContext> = async (ctx, call, input) => {
  const key = await findKeyByHash(ctx.database.within(call), input.keyHash);
  const now = ctx.now();
  // One answer for unknown, expired and revoked keys: callers must not learn which it was.
  if (key === undefined || keyState(key, now) !== "active")
    return new Fault("unauthenticated", "unauthenticated");
  ctx.lastUsed.note(key.id, now);
  return {
    keyId: key.id,
    workspaceId: key.workspaceId,
    scopes: key.scopes,
    expiresAt: key.expiresAt === null ? undefined : timestampFromDate(key.expiresAt),
  };
};
