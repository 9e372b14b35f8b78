import type { Db } from "@waypost/kit/db/database.ts";
import type { LinksTables } from "./tables.ts";

/** What cursors are signed with: random, made by the migration, the same for every process. */
export async function readCursorSecret(db: Db<LinksTables>): Promise<Uint8Array> {
  const { secret } = await db.selectFrom("cursor_secret").select("secret").executeTakeFirstOrThrow();
  return secret;
}
