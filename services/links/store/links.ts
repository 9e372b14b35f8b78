import type { LinksTables } from "@waypost/gen/db/links.ts";
import type { Db, Tx } from "@waypost/kit/db/database.ts";
import { type Insertable, type RawBuilder, type Selectable, sql } from "kysely";
import type { Link } from "../domain/link.ts";
import { stateOf } from "../domain/link-state.ts";
import { termsOf } from "../domain/search-terms.ts";

type Any = Db<LinksTables> | Tx<LinksTables>;

/** Carries the code of a link whose redirect changed; sent with the commit of the change. */
export const linkChangesChannel = "links_changed";

export const linkColumns = [
  "id",
  "workspace_id",
  "code",
  "url",
  "destination",
  "title",
  "tags",
  "expires_at",
  "max_clicks",
  "version",
  "created_at",
  "updated_at",
  "deleted_at",
] as const;

export type LinkRow = Pick<Selectable<LinksTables["links"]>, (typeof linkColumns)[number]>;

/** A link of the workspace in whatever state. With `lock`, nobody else changes it before the transaction ends. */
export async function findLink(
  db: Any,
  workspaceId: string,
  id: string,
  options: { readonly lock?: boolean } = {},
): Promise<Link | undefined> {
  let query = db
    .selectFrom("links")
    .select(linkColumns)
    .where("id", "=", id)
    .where("workspace_id", "=", workspaceId);
  if (options.lock === true) query = query.forUpdate();
  const row = await query.executeTakeFirst();
  return row && linkOf(row);
}

/** Writes a changed link over the version before. False when that is no longer the version stored. */
export async function replaceLink(tx: Tx<LinksTables>, link: Link): Promise<boolean> {
  const { id, workspace_id, code, created_at, ...changed } = rowOf(link);
  const result = await tx
    .updateTable("links")
    .set(changed)
    .where("id", "=", id)
    .where("workspace_id", "=", workspace_id)
    .where("version", "=", link.version - 1)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/**
 * With the commit, tells every process to look at the link again; writes the event of the change, if there is one, whose
 * link this transaction has locked.
 */
export async function notifyLinkChanged(db: Any, code: string): Promise<void> {
  await sql`select pg_notify(${linkChangesChannel}, ${code})`.execute(db);
}

export function linkOf(row: LinkRow): Link {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    code: row.code,
    url: row.url,
    destination: row.destination,
    title: row.title,
    tags: row.tags,
    expiresAt: row.expires_at,
    maxClicks: row.max_clicks,
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    deletedAt: row.deleted_at,
  };
}

type NewRow = Omit<Insertable<LinksTables["links"]>, "terms"> & { readonly terms: RawBuilder<string> };

function rowOf(link: Link): NewRow {
  const { terms, ...row } = columnsOf(link);
  return { ...row, terms: sql<string>`array_to_tsvector(${terms}::text[])` };
}

/** A link as columns; the terms as a list. */
export function columnsOf(link: Link) {
  const life = {
    expiresAt: link.expiresAt?.getTime() ?? null,
    deletedAt: link.deletedAt?.getTime() ?? null,
  };
  const listState = stateOf(life, link.updatedAt.getTime());
  return {
    id: link.id,
    workspace_id: link.workspaceId,
    code: link.code,
    url: link.url,
    destination: link.destination,
    title: link.title,
    tags: [...link.tags],
    expires_at: link.expiresAt,
    max_clicks: link.maxClicks,
    version: link.version,
    created_at: link.createdAt,
    updated_at: link.updatedAt,
    deleted_at: link.deletedAt,
    shelf: listState,
    terms: termsOf(link, listState),
  };
}
