import type { IdentityTables } from "@waypost/gen/db/identity.ts";
import { everyScope, type Scope } from "@waypost/gen/rest/scopes.ts";
import type { Db, Tx } from "@waypost/kit/db/database.ts";
import { sql } from "kysely";

export interface ApiKey {
  readonly id: string;
  readonly workspaceId: string;
  readonly name: string;
  readonly hint: string;
  readonly scopes: Scope[];
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
}

type Any = Db<IdentityTables> | Tx<IdentityTables>;
type NewApiKey = Omit<ApiKey, "lastUsedAt" | "revokedAt"> & { readonly hash: Buffer };

const columns = [
  "id",
  "workspace_id as workspaceId",
  "name",
  "hint",
  "scopes",
  "created_at as createdAt",
  "expires_at as expiresAt",
  "last_used_at as lastUsedAt",
  "revoked_at as revokedAt",
] as const;

const read = (row: Omit<ApiKey, "scopes"> & { scopes: string[] }): ApiKey => ({
  ...row,
  // One that no contract declares any more lets do nothing.
  scopes: everyScope.filter((scope) => row.scopes.includes(scope)),
});

export async function insertKey(db: Any, key: NewApiKey): Promise<void> {
  await db
    .insertInto("api_keys")
    .values({
      id: key.id,
      workspace_id: key.workspaceId,
      name: key.name,
      hint: key.hint,
      key_hash: key.hash,
      scopes: [...key.scopes],
      created_at: key.createdAt,
      expires_at: key.expiresAt,
      last_used_at: null,
      revoked_at: null,
    })
    .execute();
}

/** By hash, in whatever state it is; the unique index finds it, so nothing is compared byte by byte in this process. */
export async function findKeyByHash(db: Any, hash: Uint8Array): Promise<ApiKey | undefined> {
  const row = await db
    .selectFrom("api_keys")
    .select(columns)
    .where("key_hash", "=", Buffer.from(hash))
    .executeTakeFirst();
  return row && read(row);
}

export async function findKey(db: Any, workspaceId: string, id: string): Promise<ApiKey | undefined> {
  const row = await db
    .selectFrom("api_keys")
    .select(columns)
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", id)
    .executeTakeFirst();
  return row && read(row);
}

/** Newest first, those made before the key `beforeId` when it is given. */
export async function listKeys(
  db: Any,
  page: { readonly workspaceId: string; readonly beforeId: string | null; readonly limit: number },
): Promise<ApiKey[]> {
  let query = db.selectFrom("api_keys").select(columns).where("workspace_id", "=", page.workspaceId);
  if (page.beforeId !== null) query = query.where("id", "<", page.beforeId);
  const rows = await query.orderBy("id", "desc").limit(page.limit).execute();
  return rows.map(read);
}

/** Other keys that hold `operator` and work now; locked, so that two operators can't revoke each other at once. */
export async function lockOtherOperators(tx: Tx<IdentityTables>, id: string, now: Date): Promise<number> {
  const rows = await tx
    .selectFrom("api_keys")
    .select(["id", "expires_at"])
    .where(sql<boolean>`'operator' = any (scopes)`)
    .where("revoked_at", "is", null)
    .orderBy("id")
    .forUpdate()
    .execute();
  return rows.filter((row) => row.id !== id && (row.expires_at === null || row.expires_at > now)).length;
}

/** Revokes and, with the commit, tells every process that listens. The key's hash, or null when it was revoked before. */
export async function revokeKey(tx: Tx<IdentityTables>, id: string, now: Date): Promise<Buffer | null> {
  const { rows } = await sql<{ hash: Buffer }>`
    with revoked as (
      update api_keys set revoked_at = ${now} where id = ${id} and revoked_at is null returning key_hash
    )
    select key_hash as hash, pg_notify(${keyChangesChannel}, encode(key_hash, 'hex')) from revoked`.execute(
    tx,
  );
  return rows[0]?.hash ?? null;
}

/** Gives a key these scopes and, with the commit, tells every process that listens. */
export async function grantScopes(
  tx: Tx<IdentityTables>,
  id: string,
  scopes: readonly Scope[],
): Promise<void> {
  await sql`
    with changed as (update api_keys set scopes = ${[...scopes]}::text[] where id = ${id} returning key_hash)
    select pg_notify(${keyChangesChannel}, encode(key_hash, 'hex')) from changed`.execute(tx);
}

/** Carries the hash of a key, in hex, whose answer changed. */
export const keyChangesChannel = "identity_key_changes";

/** Moves the time of last use forward, never back. */
export async function writeLastUsed(
  db: Any,
  uses: readonly { readonly keyId: string; readonly usedAt: Date }[],
): Promise<void> {
  if (uses.length === 0) return;
  await sql`
    update api_keys k set last_used_at = u.used_at
    from unnest(${uses.map((use) => use.keyId)}::uuid[], ${uses.map((use) => use.usedAt)}::timestamptz[]) u (id, used_at)
    where k.id = u.id and (k.last_used_at is null or k.last_used_at < u.used_at)`.execute(db);
}
