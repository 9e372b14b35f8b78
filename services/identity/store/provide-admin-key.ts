import type { IdentityTables } from "@waypost/gen/db/identity.ts";
import type { IdentityEventSchema } from "@waypost/gen/proto/waypost/events/v1/identity_pb.ts";
import { everyScope } from "@waypost/gen/rest/scopes.ts";
import type { Call } from "@waypost/kit/call.ts";
import { type ChangeContext, withTransaction } from "@waypost/kit/outbox/with-transaction.ts";
import { sql } from "kysely";
import { v7 as uuidv7 } from "uuid";
import { apiKeyPattern, describeKey } from "../domain/api-key.ts";
import { keyState } from "../domain/key-state.ts";
import { newKey } from "../domain/new-key.ts";
import { readAdminKey, writeAdminKey } from "./admin-key-file.ts";
import { findKeyByHash, grantScopes, insertKey } from "./api-keys.ts";
import { keyCreated, workspaceCreated } from "./identity-events.ts";
import { firstWorkspace, insertWorkspace, type Workspace } from "./workspaces.ts";

/**
 * Sees to it that the key in the file at `path`, `$WAYPOST_DATA/admin-key`, opens the first workspace with every scope, also
 * those that came with a newer version. Without a file a key is made: that is the first start, or the way to a new key
 * when the old one is lost. The file is written first and a key in it that the database doesn't know is taken over, so an
 * interrupted start is finished by the next.
 */
export async function provideAdminKey(
  ctx: ChangeContext<IdentityTables, typeof IdentityEventSchema> & { readonly now: () => number },
  call: Call,
  path: string,
): Promise<void> {
  const now = ctx.now();
  const { log } = call;
  const known = readAdminKey(path);
  if (known !== undefined && !apiKeyPattern.test(known)) {
    throw new Error(
      `${path} does not hold an API key; delete the file and a new key is made at the next start.`,
    );
  }
  const minted = newKey(
    { workspaceId: "", name: "Admin key of the data folder", scopes: everyScope, expiresAt: null },
    now,
  );
  if (known === undefined) writeAdminKey(path, minted.key);
  const key = known === undefined ? minted : { ...minted, ...describeKey(known) };
  await withTransaction(ctx, call, async (tx, emit) => {
    // Two processes that start on one database must not both make the first workspace.
    await sql`select pg_advisory_xact_lock(hashtextextended('waypost first workspace', 0))`.execute(tx);
    const stored = await findKeyByHash(tx, key.hash);
    if (stored !== undefined) {
      if (keyState(stored, now) !== "active") {
        log.warn(`The key in ${path} was revoked; delete the file and a new key is made at the next start`);
      } else if (stored.scopes.length < everyScope.length) {
        await grantScopes(tx, stored.id, everyScope);
        log.info({ keyId: stored.id }, "The admin key got the scopes that it lacked");
      }
      return;
    }
    const workspace = (await firstWorkspace(tx)) ?? (await makeWorkspace());
    const made = { ...key, workspaceId: workspace.id };
    await insertKey(tx, made);
    emit(keyCreated(made));
    log.info({ keyId: key.id, path }, "An admin key was made");

    async function makeWorkspace(): Promise<Workspace> {
      const made = { id: uuidv7(), name: "Default", createdAt: new Date(now) };
      await insertWorkspace(tx, made);
      emit(workspaceCreated(made));
      return made;
    }
  });
}
