import type { IdentityTables } from "@waypost/gen/db/identity.ts";
import { everyScope } from "@waypost/gen/rest/scopes.ts";
import type { Call } from "@waypost/kit/call.ts";
import { type Database, withTransaction } from "@waypost/kit/db/database.ts";
import type { Outbox } from "@waypost/kit/outbox/outbox.ts";
import { writeEvents } from "@waypost/kit/outbox/outbox-store.ts";
import { sql } from "kysely";
import { v7 as uuidv7 } from "uuid";
import { apiKeyPattern, describeKey } from "../domain/api-key.ts";
import { keyState } from "../domain/key-state.ts";
import { newKey } from "../domain/new-key.ts";
import { readAdminKey, writeAdminKey } from "./admin-key-file.ts";
import { findKeyByHash, grantScopes, insertKey } from "./api-keys.ts";
import { identityEvent, keyCreated, workspaceCreated } from "./identity-events.ts";
import { firstWorkspace, insertWorkspace, type Workspace } from "./workspaces.ts";

export interface AdminKeyOptions {
  readonly database: Database<IdentityTables>;
  readonly outbox: Outbox;
  /** `$WAYPOST_DATA/admin-key` */
  readonly path: string;
  readonly now: number;
  readonly signal: AbortSignal;
  readonly log: Call["log"];
}

/**
 * Sees to it that the key in the file opens the first workspace with every scope, also those that came with a newer
 * version. Without a file a key is made: that
 * is the first start, or the way to a new key when the old one is lost. The file is written first and a key in it that
 * the database doesn't know is taken over, so an interrupted start is finished by the next.
 */
export async function provideAdminKey(options: AdminKeyOptions): Promise<void> {
  const { database, outbox, path, now, signal, log } = options;
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
  await withTransaction(database, { signal }, async (tx) => {
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
    if (outbox.on) await writeEvents(tx, [eventOf(keyCreated(made), key.id, workspace.id)]);
    log.info({ keyId: key.id, path }, "An admin key was made");

    function eventOf(kind: Parameters<typeof identityEvent>[0], aggregateId: string, workspaceId: string) {
      return identityEvent(kind, { aggregateId, workspaceId, at: new Date(now), traceId: null });
    }

    async function makeWorkspace(): Promise<Workspace> {
      const made = { id: uuidv7(), name: "Default", createdAt: new Date(now) };
      await insertWorkspace(tx, made);
      if (outbox.on) await writeEvents(tx, [eventOf(workspaceCreated(made), made.id, made.id)]);
      return made;
    }
  });
}
