import type { LinksTables } from "@waypost/gen/db/links.ts";
import type { Db } from "@waypost/kit/db/database.ts";
import { sql } from "kysely";
import type { ListSource } from "./list-links.ts";

/**
 * Moves at most `limit` links that have expired to where lists look for them, the list state `expired`; answers how many.
 * The first letter of a term is that of the list state; the column is called `shelf`.
 */
export async function listAsExpired(
  db: Db<LinksTables>,
  now: Date,
  limit: number,
  source: ListSource = "links",
): Promise<number> {
  const result = await sql`
    update ${sql.table(source)} set shelf = 'expired',
      terms = array_to_tsvector(array(select 'e' || substr(term, 2) from unnest(tsvector_to_array(terms)) term))
    where id in (
      select id from ${sql.table(source)}
      where shelf = 'live' and expires_at is not null and expires_at <= ${now}
      order by expires_at limit ${limit} for update skip locked
    )`.execute(db);
  return Number(result.numAffectedRows ?? 0);
}
