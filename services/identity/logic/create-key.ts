import type { CreateKey, CreateKeyResult } from "@waypost/gen/rest/identity/operations.ts";
import { fault } from "@waypost/gen/rest/problems.ts";
import type { Call } from "@waypost/kit/call.ts";
import { withTransaction } from "@waypost/kit/outbox/with-transaction.ts";
import type { IdentityContext } from "../context.ts";
import { newKey } from "../domain/new-key.ts";
import { scopesNotHeld } from "../domain/scopes.ts";
import { showNewKey } from "../domain/show-key.ts";
import { findKey, insertKey } from "../store/api-keys.ts";
import { keyCreated } from "../store/identity-events.ts";

export const createKey: CreateKey<IdentityContext> = async (ctx, call, input): Promise<CreateKeyResult> => {
  const now = ctx.now();
  const { name, scopes } = input.body;
  const held = call.actor.kind === "key" ? call.actor.scopes : [];
  const missing = scopesNotHeld(scopes, held);
  if (missing.length > 0) {
    return fault("scope-not-held", {
      detail: "A key can grant only scopes that it holds itself.",
      fields: missing.map(({ scope, index }) => ({
        pointer: `/body/scopes/${index}`,
        detail: `${scope} is not among the scopes of the key that asks`,
      })),
    });
  }
  const expiresAt = input.body.expiresAt === undefined ? null : new Date(input.body.expiresAt);
  if (expiresAt !== null && expiresAt.getTime() <= now) {
    return fault("expiry-in-past", {
      detail: "The key would be expired from the start.",
      fields: [{ pointer: "/body/expiresAt", detail: "lies in the past" }],
    });
  }
  const limit = await expiryOfMaker(ctx, call);
  if (limit !== null && (expiresAt === null || expiresAt > limit)) {
    return fault("expiry-beyond-own", {
      detail: `The key that asks expires at ${limit.toISOString()}; the new one must not outlive it.`,
      fields: [
        { pointer: "/body/expiresAt", detail: `must be given and not later than ${limit.toISOString()}` },
      ],
    });
  }
  const key = newKey({ workspaceId: call.workspaceId, name, scopes, expiresAt }, now);
  await withTransaction(ctx, call, async (tx, emit) => {
    await insertKey(tx, key);
    emit(keyCreated(key));
  });
  call.log.info({ keyId: key.id, scopes }, "A key was made");
  return { status: 201, headers: { location: `/api/v1/keys/${key.id}` }, body: showNewKey(key) };
};

async function expiryOfMaker(ctx: IdentityContext, call: Call): Promise<Date | null> {
  if (call.actor.kind !== "key") return null;
  const maker = await findKey(ctx.database.within(call), call.workspaceId, call.actor.keyId);
  return maker?.expiresAt ?? null;
}
