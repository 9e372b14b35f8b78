import type { GetKey, GetKeyResult } from "@waypost/gen/rest/identity/operations.ts";
import { fault } from "@waypost/gen/rest/problems.ts";
import type { IdentityContext } from "../context.ts";
import { showKey } from "../domain/show-key.ts";
import { findKey } from "../store/api-keys.ts";

export const getKey: GetKey<IdentityContext> = async (ctx, call, input): Promise<GetKeyResult> => {
  const key = await findKey(ctx.database.within(call), call.workspaceId, input.path.id);
  return key === undefined ? fault("key-not-found") : { status: 200, body: showKey(key, ctx.now()) };
};
