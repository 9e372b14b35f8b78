import type { LinksTables } from "@waypost/gen/db/links.ts";
import type { Db } from "@waypost/kit/db/database.ts";
import { sql } from "kysely";
import type { VisitedLink } from "../domain/visit.ts";

/** The link of a code, in whatever state, as visitors need it. */
export async function findVisited(db: Db<LinksTables>, code: string): Promise<VisitedLink | null> {
  const row = await db
    .selectFrom("links")
    .select(["id", "workspace_id", "destination", "expires_at", "max_clicks", "deleted_at"])
    .where("code", "=", code)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    code,
    destination: row.destination,
    expiresAt: row.expires_at?.getTime() ?? null,
    deletedAt: row.deleted_at?.getTime() ?? null,
    maxClicks: row.max_clicks,
  };
}

/**
 * Takes up to `count` clicks of a limited link that is live at `now`: answers how many were left to take, or `changed`
 * when the link has no limit any more or is not live. The row's lock puts processes in line, and the limit is compared
 * under it, so that all of them together never take more than there are.
 */
export async function takeClicks(
  db: Db<LinksTables>,
  id: string,
  count: number,
  now: Date,
): Promise<number | "changed"> {
  const { rows } = await sql<{ taken: number }>`
    update links set clicks_taken = least(clicks_taken + ${count}::integer, greatest(max_clicks, clicks_taken))
    where id = ${id} and max_clicks is not null and deleted_at is null
      and (expires_at is null or expires_at > ${now})
    returning new.clicks_taken - old.clicks_taken as taken`.execute(db);
  return rows[0]?.taken ?? "changed";
}

/** Whether a limited link that is live at `now` has a click left to take, or `changed` as in {@link takeClicks}. */
export async function hasClicksLeft(
  db: Db<LinksTables>,
  id: string,
  now: Date,
): Promise<boolean | "changed"> {
  const { rows } = await sql<{ left: boolean }>`
    select clicks_taken < max_clicks as left from links
    where id = ${id} and max_clicks is not null and deleted_at is null
      and (expires_at is null or expires_at > ${now})`.execute(db);
  return rows[0]?.left ?? "changed";
}
