import type { RevokeKey, RevokeKeyResult } from "@waypost/gen/rest/identity/operations.ts";
import { fault } from "@waypost/gen/rest/problems.ts";
import { Fault } from "@waypost/kit/errors/fault.ts";
import { withTransaction } from "@waypost/kit/outbox/with-transaction.ts";
import type { IdentityContext } from "../context.ts";
import { keyState } from "../domain/key-state.ts";
import { scopesNotHeld } from "../domain/scopes.ts";
import { findKey, lockOtherOperators, revokeKey as revoke } from "../store/api-keys.ts";
import { keyRevoked } from "../store/identity-events.ts";

export const revokeKey: RevokeKey<IdentityContext> = async (ctx, call, input): Promise<RevokeKeyResult> => {
  const outcome = await withTransaction(ctx, call, async (tx, emit) => {
    const now = new Date(ctx.now());
    const key = await findKey(tx, call.workspaceId, input.path.id);
    if (key === undefined) return fault("key-not-found");
    const held = call.actor.kind === "key" ? call.actor.scopes : [];
    const missing = scopesNotHeld(key.scopes, held);
    if (missing.length > 0) {
      const scopes = missing.map(({ scope }) => scope).join(", ");
      return fault("key-beyond-own", {
        detail: `The key to revoke holds ${scopes}; the key that asks does not.`,
      });
    }
    // An expired key guards nothing, so it never is the last operator key.
    const guards = key.scopes.includes("operator") && keyState(key, now.getTime()) === "active";
    if (guards && (await lockOtherOperators(tx, key.id, now)) === 0) return fault("last-operator-key");
    const hash = await revoke(tx, key.id, now);
    if (hash !== null) emit(keyRevoked(key.id, call.workspaceId));
    return hash;
  });
  if (outcome instanceof Fault) return outcome;
  if (outcome !== null) {
    // The notification takes its way through PostgreSQL; in this process the key is refused from now on.
    ctx.changes.publish(outcome);
    call.log.info({ keyId: input.path.id }, "A key was revoked");
  }
  return { status: 204 };
};
