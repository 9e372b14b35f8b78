import type { LinksTables } from "@waypost/gen/db/links.ts";
import type { Db } from "@waypost/kit/db/database.ts";
import { type SelectQueryBuilder, sql } from "kysely";
import type { Link } from "../domain/link.ts";
import type { LinkState } from "../domain/link-state.ts";
import { fetchBy, planSearch, type SearchPlan, walkedAtMost } from "../domain/search-plan.ts";
import { tsqueryOf, type WantedTerm, wantedTerms } from "../domain/search-terms.ts";
import type { LinkCounts } from "./link-list.ts";
import { type LinkRow, linkColumns, linkOf } from "./links.ts";
import type { TermStatistics } from "./term-statistics.ts";

/** A leading minus sorts from the largest or newest down. */
export type LinkSort = "createdAt" | "-createdAt" | "code" | "-code";

/** Where lists are read: the links themselves, or the list made from their events, which has the counts in it. */
export type ListSource = "links" | "link_list";

/** A link of a list; the counts are null when the list was read from the links themselves. */
export interface ListedLink {
  readonly link: Link;
  readonly counts: Omit<LinkCounts, "linkId"> | null;
}

export interface ListRequest {
  /** Default `links`. */
  readonly source?: ListSource;
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

type Row = LinkRow & { readonly human?: number; readonly bot?: number; readonly uniq?: number };
type Rows = SelectQueryBuilder<LinksTables, "links", Row>;

const countColumns = ["human", "bot", "uniq"] as const;

/** A page of links by keyset. What is read is bounded by the size of the page or the rarest filter, not by the table. */
export async function listLinks(
  db: Db<LinksTables>,
  request: ListRequest,
  statistics: TermStatistics,
): Promise<ListedLink[]> {
  const terms = wantedTerms(request);
  if (terms === null) return [];
  const plan = planSearch(terms, { ...statistics, limit: request.limit });
  let rows = await listQuery(db, request, terms, plan).execute();
  // A walk that gave up says nothing about what lies behind.
  if (plan.way === "walk" && terms.length > 0 && rows.length < request.limit)
    rows = await listQuery(db, request, terms, fetchBy(terms, statistics.shareOf)).execute();
  return rows.map(({ human, bot, uniq, ...row }) => ({
    link: linkOf(row),
    counts: human === undefined ? null : { human, bot: bot ?? 0, uniq: uniq ?? 0 },
  }));
}

/** The statement of a plan; exported for tests that ask PostgreSQL how it would be run. */
export function listQuery(
  db: Db<LinksTables>,
  request: ListRequest,
  terms: readonly WantedTerm[],
  plan: SearchPlan,
): Rows {
  const column = request.sort.endsWith("code") ? "code" : "id";
  const direction = request.sort.startsWith("-") ? "desc" : "asc";
  const after = <Query extends Rows>(query: Query) =>
    request.after === undefined
      ? query
      : query.where(column, direction === "desc" ? "<" : ">", request.after);
  const live = (query: Rows) =>
    request.state !== "live"
      ? query
      : query.where((where) =>
          where.or([where("expires_at", "is", null), where("expires_at", ">", request.now)]),
        );
  // The list has every column of a link that is asked for here, so it stands in under the same name.
  const listed = request.source === "link_list";
  const from = (listed ? "link_list as links" : "links") as "links";
  const shown = listed
    ? ([...linkColumns, ...countColumns] as readonly string[] as typeof linkColumns)
    : linkColumns;
  if (plan.way === "walk") {
    const along = after(
      db
        .selectFrom(from)
        .selectAll()
        .where("workspace_id", "=", request.workspaceId)
        .where("shelf", "=", request.state),
    ).orderBy(column, direction);
    if (terms.length === 0) return live(along.clearSelect().select(shown)).limit(request.limit);
    const walked = db.selectFrom(along.limit(walkedAtMost).as("links")).select(shown);
    return live(walked).where(has(terms)).orderBy(column, direction).limit(request.limit);
  }
  // `is true` keeps conditions out of the choice of an index: by the terms, few links are left to be looked at.
  let query = db
    .selectFrom(from)
    .select(shown)
    .where(has(plan.by))
    .where(sql<boolean>`(workspace_id = ${request.workspaceId} and shelf = ${request.state}) is true`);
  if (plan.check.length > 0) query = query.where(sql<boolean>`(${has(plan.check)}) is true`);
  if (request.after !== undefined) {
    const sign = sql.raw(direction === "desc" ? "<" : ">");
    query = query.where(sql<boolean>`(${sql.ref(column)} ${sign} ${request.after}) is true`);
  }
  // An expression, so that no index of the order is walked for it.
  const key = column === "code" ? sql`code || ''` : sql`id::text`;
  return live(query).orderBy(sql`(${key}) collate "C"`, direction).limit(request.limit);
}

function has(terms: readonly WantedTerm[]) {
  return sql<boolean>`terms @@ ${tsqueryOf(terms)}::tsquery`;
}
