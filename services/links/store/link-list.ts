import type { LinksTables } from "@waypost/gen/db/links.ts";
import type { Db, Tx } from "@waypost/kit/db/database.ts";
import { sql } from "kysely";
import type { Link } from "../domain/link.ts";
import { columnsOf } from "./links.ts";

type Any = Db<LinksTables> | Tx<LinksTables>;

/** Clicks of a link since it was made. */
export interface LinkCounts {
  readonly linkId: string;
  readonly human: number;
  readonly bot: number;
  readonly uniq: number;
}

/** One at a time writes to the list: links, counts and the rebuild touch the same rows. */
export async function lockLinkList(tx: Tx<LinksTables>): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('waypost.links.link_list'))`.execute(tx);
}

/** Shows links in the list as they are, unless it has a newer version already. The list is locked. */
export async function showLinks(tx: Tx<LinksTables>, links: readonly Link[]): Promise<void> {
  const newest = new Map<string, Link>();
  for (const link of links) if (link.version > (newest.get(link.id)?.version ?? 0)) newest.set(link.id, link);
  if (newest.size === 0) return;
  const rows = JSON.stringify(Array.from(newest.values(), columnsOf));
  await sql`
    insert into link_list (id, workspace_id, code, url, destination, title, tags, expires_at, max_clicks, version,
                           created_at, updated_at, deleted_at, shelf, terms)
    select id, workspace_id, code, url, destination, title, array(select jsonb_array_elements_text(tags)), expires_at,
           max_clicks, version, created_at, updated_at, deleted_at, shelf,
           array_to_tsvector(array(select jsonb_array_elements_text(terms)))
    from jsonb_to_recordset(${rows}::jsonb) as l (
      id uuid, workspace_id uuid, code text, url text, destination text, title text, tags jsonb, expires_at timestamptz,
      max_clicks integer, version integer, created_at timestamptz, updated_at timestamptz, deleted_at timestamptz,
      shelf text, terms jsonb
    )
    on conflict (id) do update set ${overwritten} where link_list.version < excluded.version`.execute(tx);
  await sql`
    with early as (delete from link_list_early_counts where link_id = any(${[...newest.keys()]}::uuid[]) returning *)
    update link_list l set ${risen("early")} from early where l.id = early.link_id`.execute(tx);
}

/** Raises counts in the list; those of links that it does not have yet wait for them. The list is locked. */
export async function raiseCounts(tx: Tx<LinksTables>, counts: readonly LinkCounts[]): Promise<void> {
  if (counts.length === 0) return;
  await sql`
    with told as (
      select link_id, max(human) as human, max(bot) as bot, max(uniq) as uniq
      from unnest(${counts.map((it) => it.linkId)}::uuid[], ${counts.map((it) => it.human)}::bigint[],
                  ${counts.map((it) => it.bot)}::bigint[], ${counts.map((it) => it.uniq)}::bigint[])
        as t (link_id, human, bot, uniq)
      group by link_id
    ),
    known as (update link_list l set ${risen("told")} from told where l.id = told.link_id returning l.id)
    insert into link_list_early_counts as e (link_id, human, bot, uniq)
    select link_id, human, bot, uniq from told where link_id not in (select id from known)
    on conflict (link_id) do update set human = greatest(e.human, excluded.human), bot = greatest(e.bot, excluded.bot),
      uniq = greatest(e.uniq, excluded.uniq)`.execute(tx);
}

/** Until when the counts of the list are complete; never goes back. */
export async function setCountsAsOf(tx: Tx<LinksTables>, asOf: Date): Promise<void> {
  await sql`update link_list_state set counts_as_of = greatest(counts_as_of, ${asOf})`.execute(tx);
}

/** Notes that the list shows these events of the outbox, whose publisher marks the same rows: see `markPublished`. */
export async function markProjected(
  tx: Tx<LinksTables>,
  events: readonly { readonly seq: number; readonly eventId: string }[],
): Promise<void> {
  await sql`
    with taken as materialized (
      select o.seq
      from unnest(${events.map((it) => it.seq)}::bigint[], ${events.map((it) => it.eventId)}::uuid[]) as e (seq, event_id)
      join outbox o on o.seq = e.seq and o.event_id = e.event_id
      where o.projected_at is null order by o.seq for no key update of o
    )
    update outbox o set projected_at = clock_timestamp() from taken where o.seq = taken.seq`.execute(tx);
}

/** Whether the list shows every change of the workspace that was committed until now, and until when its counts are complete. */
export async function readLinkListState(
  db: Any,
  workspaceId: string,
): Promise<{ readonly current: boolean; readonly countsAsOf: Date | null }> {
  const { rows } = await sql<{ current: boolean; countsAsOf: Date | null }>`
    select complete_at is not null and not exists (
             select from outbox where workspace_id = ${workspaceId} and projected_at is null
           ) as current,
           counts_as_of as "countsAsOf"
    from link_list_state`.execute(db);
  return rows[0] ?? { current: false, countsAsOf: null };
}

/** How many changes the list does not show yet, counted up to 100,000, and for how long the oldest of them. */
export async function measureLinkList(
  db: Any,
): Promise<{ readonly complete: boolean; readonly behind: number; readonly lagMs: number }> {
  const { rows } = await sql<{ complete: boolean; behind: number; lag: number | null }>`
    select (select complete_at is not null from link_list_state) as complete, count(*)::int as behind,
           extract(epoch from clock_timestamp() - min(made_at))::float8 * 1000 as lag
    from (select made_at from outbox where projected_at is null limit 100000) waiting`.execute(db);
  const { complete = false, behind = 0, lag = 0 } = rows[0] ?? {};
  return { complete, behind, lagMs: Math.max(0, lag ?? 0) };
}

/** The list is kept from now on: whole from the start when there are no links yet, otherwise after a rebuild. */
export async function beginLinkList(db: Any): Promise<boolean> {
  await sql`
    update link_list_state set complete_at = now(), counts_as_of = coalesce(counts_as_of, now())
    where complete_at is null and not exists (select from links)`.execute(db);
  const { rows } = await sql<{ complete: boolean }>`
    select complete_at is not null as complete from link_list_state`.execute(db);
  return rows[0]?.complete ?? false;
}

/** The list is not kept: what is in it is not to be shown until it was rebuilt. */
export async function abandonLinkList(db: Any): Promise<void> {
  await sql`update link_list_state set complete_at = null where complete_at is not null`.execute(db);
}

/**
 * The list is not whole any more, until it was rebuilt, when it does not show one of the events that are about to be
 * forgotten: those of the `limit` oldest that were published before `before`. Without its row nothing would tell of the
 * change. Answers whether that is so.
 */
export async function abandonIfForgetting(db: Any, before: Date, limit: number): Promise<boolean> {
  const { rows } = await sql`
    update link_list_state set complete_at = null
    where complete_at is not null and exists (
      select from (select published_at, projected_at from outbox order by seq limit ${limit}) oldest
      where published_at < ${before} and projected_at is null
    )
    returning 1`.execute(db);
  return rows.length > 0;
}

/** Columns of a link that change. */
const changing = [
  "url",
  "destination",
  "title",
  "tags",
  "expires_at",
  "max_clicks",
  "version",
  "updated_at",
  "deleted_at",
  "shelf",
  "terms",
] as const;

const columns = (table: string) => sql.join(changing.map((column) => sql.ref(`${table}.${column}`)));
const overwritten = sql.join(
  changing.map((column) => sql`${sql.ref(column)} = ${sql.ref(`excluded.${column}`)}`),
);

function risen(from: string) {
  const greater = (column: string) =>
    sql`${sql.ref(column)} = greatest(l.${sql.ref(column)}, ${sql.ref(`${from}.${column}`)})`;
  return sql.join([greater("human"), greater("bot"), greater("uniq")]);
}

/** A page of the rebuild: links in the order of their ids. */
export interface RebuiltPage {
  readonly lastId: string | null;
  readonly linkIds: readonly string[];
  /** Rows that were not as they should be: missing, older than the link, or of a link that is not there. */
  readonly mended: number;
}

/**
 * Makes the next `limit` rows of the list anew from the links after `afterId`. The list is locked, so that events that are
 * applied meanwhile come before or after the page; which is newer is told by the version.
 */
export async function rebuildPage(
  tx: Tx<LinksTables>,
  afterId: string | null,
  limit: number,
): Promise<RebuiltPage> {
  const after = afterId ?? "00000000-0000-0000-0000-000000000000";
  const { rows } = await sql<{ ids: string[] | null; mended: number }>`
    with page as materialized (
      select * from links where id > ${after} order by id limit ${limit}
    ),
    until as (
      select case when count(*) = ${limit} then (array_agg(id order by id desc))[1] end as id from page
    ),
    written as (
      insert into link_list (id, workspace_id, code, url, destination, title, tags, expires_at, max_clicks, version,
                             created_at, updated_at, deleted_at, shelf, terms)
      select id, workspace_id, code, url, destination, title, tags, expires_at, max_clicks, version,
             created_at, updated_at, deleted_at, shelf, terms
      from page
      on conflict (id) do update set ${overwritten}
        where (${columns("link_list")}) is distinct from (${columns("excluded")})
      returning 1
    ),
    removed as (
      delete from link_list l using until
      where l.id > ${after} and (until.id is null or l.id <= until.id) and not exists (select from page p where p.id = l.id)
      returning 1
    )
    select (select array_agg(id order by id) from page) as ids,
           ((select count(*) from written) + (select count(*) from removed))::int as mended`.execute(tx);
  const linkIds = rows[0]?.ids ?? [];
  return {
    linkIds,
    lastId: linkIds.length < limit ? null : (linkIds.at(-1) ?? null),
    mended: rows[0]?.mended ?? 0,
  };
}

/** Sets counts to what they are, also when they fell. The list is locked. */
export async function setCounts(tx: Tx<LinksTables>, counts: readonly LinkCounts[]): Promise<number> {
  const result = await sql`
    update link_list l set human = t.human, bot = t.bot, uniq = t.uniq
    from unnest(${counts.map((it) => it.linkId)}::uuid[], ${counts.map((it) => it.human)}::bigint[],
                ${counts.map((it) => it.bot)}::bigint[], ${counts.map((it) => it.uniq)}::bigint[])
      as t (link_id, human, bot, uniq)
    where l.id = t.link_id and (l.human, l.bot, l.uniq) is distinct from (t.human, t.bot, t.uniq)`.execute(
    tx,
  );
  return Number(result.numAffectedRows ?? 0);
}
