import type { LinksTables } from "@waypost/gen/db/links.ts";
import type { Db } from "@waypost/kit/db/database.ts";

/** What cursors are signed with: random, made by the migration, the same for every process. */
export async function readCursorSecret(db: Db<LinksTables>): Promise<Uint8Array> {
  const { secret } = await db.selectFrom("cursor_secret").select("secret").executeTakeFirstOrThrow();
  return secret;
}
