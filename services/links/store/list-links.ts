import type { LinksTables } from "@waypost/gen/db/links.ts";
import type { Db } from "@waypost/kit/db/database.ts";
import { type SelectQueryBuilder, sql } from "kysely";
import type { Link } from "../domain/link.ts";
import type { LinkState } from "../domain/link-state.ts";
import { termsQuery } from "../domain/search-terms.ts";
import { type LinkRow, linkColumns, linkOf } from "./links.ts";

/** A leading minus sorts from the largest or newest down. */
export type LinkSort = "createdAt" | "-createdAt" | "code" | "-code";

export interface ListRequest {
  readonly workspaceId: string;
  readonly state: LinkState;
  readonly sort: LinkSort;
  readonly tag: string | undefined;
  readonly search: string | undefined;
  /** The sort key of the last link of the page before. */
  readonly after: string | undefined;
  readonly limit: number;
  readonly now: Date;
}

/**
 * A page of links by keyset. Whatever the filters, PostgreSQL has two good ways: it walks the index of the order and
 * drops what does not fit (frequent terms), or fetches all that carries the rarest term and sorts it (rare ones). The
 * statistics of the terms let it choose.
 */
export async function listLinks(db: Db<LinksTables>, request: ListRequest): Promise<Link[]> {
  const query = listQuery(db, request);
  if (query === null) return [];
  return (await query.execute()).map(linkOf);
}

/** The statement of {@link listLinks}, for tests that ask how it would be run; null when nothing can match. */
export function listQuery(
  db: Db<LinksTables>,
  request: ListRequest,
): SelectQueryBuilder<LinksTables, "links", LinkRow> | null {
  const terms = termsQuery(request);
  if (terms === "none") return null;
  const column = request.sort.endsWith("code") ? "code" : "id";
  const descending = request.sort.startsWith("-");
  let query = db
    .selectFrom("links")
    .select(linkColumns)
    .where("workspace_id", "=", request.workspaceId)
    .where("shelf", "=", request.state);
  if (request.state === "live")
    query = query.where((where) =>
      where.or([where("expires_at", "is", null), where("expires_at", ">", request.now)]),
    );
  if (terms !== null) query = query.where(sql<boolean>`terms @@ ${terms}::tsquery`);
  if (request.after !== undefined) query = query.where(column, descending ? "<" : ">", request.after);
  return query.orderBy(column, descending ? "desc" : "asc").limit(request.limit);
}
