import type { CallScope } from "@waypost/kit/db/connection.ts";
import { withTransaction } from "@waypost/kit/db/database.ts";
import { sql } from "kysely";
import type { AnalyticsDatabase, AnalyticsTx } from "./tables.ts";

/** One at a time folds or rebuilds; consumers only append and never wait for this. */
export async function lockRollups(tx: AnalyticsTx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('waypost.analytics.rollups'))`.execute(tx);
}

/** Entries of a cell above which it is trimmed, so that invented referrers can't make it grow for ever. */
const MAX_ENTRIES = 3_000;
/** Values of one dimension that a trimmed cell keeps by name; the others are summed up as `other`. */
const KEPT_VALUES = 1_000;

/** What a link has been clicked since it was made. */
export interface RaisedCounts {
  readonly linkId: string;
  readonly human: number;
  readonly bot: number;
  readonly uniq: number;
}

/** Told, in the transaction of the fold, of the links whose totals rose. */
export interface RaisedTeller {
  /** Until when every click is stored, asked before the fold reads. */
  readAsOf(tx: AnalyticsTx): Promise<Date>;
  /** `asOf` is null when the fold left cells over, so that the totals are not complete until then. */
  tell(tx: AnalyticsTx, raised: readonly RaisedCounts[], asOf: Date | null): Promise<void>;
}

/**
 * Folds up to `limit` fresh cells into quarters, days and totals, in one transaction, and answers how many. Whoever
 * reads sees each click either in a fresh cell or folded, never twice and never not at all.
 */
export async function foldFresh(
  database: AnalyticsDatabase,
  scope: CallScope,
  limit = 100_000,
  teller: RaisedTeller | null = null,
): Promise<number> {
  return await withTransaction(database, scope, async (tx) => {
    await lockRollups(tx);
    await sql`set local synchronous_commit = off; set local work_mem = '64MB'`.execute(tx);
    const asOf = (await teller?.readAsOf(tx)) ?? null;
    const { rows } = await sql<FoldRow>`
      with taken as (
        delete from rollup_fresh where ctid = any (array(select ctid from rollup_fresh limit ${limit})) returning *
      ),
      incoming as materialized (
        select scope, bucket, dim, val, sum(h)::int as h, sum(b)::int as b
        from taken, unnest(dims, vals, humans, bots) as entry (dim, val, h, b) group by 1, 2, 3, 4
      ),
      ${mergeInto("quarters", sql`bucket`)},
      ${mergeInto("days", sql`date_trunc('day', bucket, 'UTC')`)},
      totals as (
        insert into rollup_totals as t (scope, workspace_id, human, bot, uniq)
        select scope, min(workspace_id::text)::uuid, sum(human)::bigint, sum(bot)::bigint, sum(uniq)::bigint
        from taken group by scope
        on conflict (scope) do update
          set human = t.human + excluded.human, bot = t.bot + excluded.bot, uniq = t.uniq + excluded.uniq
        returning scope, workspace_id, human, bot, uniq
      )
      select count(*) as folded,${teller === null ? sql`` : raisedColumns}
             exists (select from quarters_written where large) as large_quarters,
             exists (select from days_written where large) as large_days
      from taken`.execute(tx);
    if (rows[0]?.large_quarters) await trimCells(tx, "quarters");
    if (rows[0]?.large_days) await trimCells(tx, "days");
    const folded = rows[0]?.folded ?? 0;
    await teller?.tell(tx, raisedOf(rows[0]), folded < limit ? asOf : null);
    return folded;
  });
}

interface FoldRow {
  readonly folded: number;
  readonly large_quarters: boolean;
  readonly large_days: boolean;
  /** Of each link: its id and its counts. */
  readonly raised?: readonly (readonly [string, number, number, number])[] | null;
}

/** A scope that is not a workspace is a link. */
const raisedColumns = sql`
  (select jsonb_agg(jsonb_build_array(scope, human, bot, uniq)) from totals where scope <> workspace_id) as raised,`;

function raisedOf(row: FoldRow | undefined): RaisedCounts[] {
  return (row?.raised ?? []).map(([linkId, human, bot, uniq]) => ({ linkId, human, bot, uniq }));
}

/**
 * The statements that merge `taken` cells into a table of cells: the entries of what comes (`incoming`, taken apart and
 * summed once for all tables) and of what is there are summed by value and put together again.
 */
function mergeInto(grain: "quarters" | "days", bucket: ReturnType<typeof sql>) {
  const name = (part: string) => sql.id(`${grain}_${part}`);
  const table = sql.id(`rollup_${grain}`);
  return sql`
    ${name("coming")} as (
      select scope, ${bucket} as bucket, min(workspace_id::text)::uuid as workspace_id,
             sum(human)::bigint as human, sum(bot)::bigint as bot, sum(uniq)::bigint as uniq
      from taken group by 1, 2
    ),
    ${name("there")} as (
      select r.* from ${table} r join ${name("coming")} using (scope, bucket)
    ),
    ${name("values")} as (
      select scope, bucket, dim, val, sum(h)::int as h, sum(b)::int as b
      from (
        select scope, ${bucket} as bucket, dim, val, h, b from incoming
        union all
        select scope, bucket, dim, val, h, b
        from ${name("there")}, unnest(dims, vals, humans, bots) as entry (dim, val, h, b)
      ) entries
      group by 1, 2, 3, 4
    ),
    ${name("packed")} as (
      select scope, bucket, array_agg(dim) as dims, array_agg(val) as vals, array_agg(h) as humans, array_agg(b) as bots
      from ${name("values")} group by 1, 2
    ),
    ${name("written")} as (
      insert into ${table} as t (scope, workspace_id, bucket, human, bot, uniq, dims, vals, humans, bots)
      select scope, workspace_id, bucket, human, bot, uniq, dims, vals, humans, bots
      from ${name("coming")} join ${name("packed")} using (scope, bucket)
      on conflict (scope, bucket) do update set
        human = t.human + excluded.human, bot = t.bot + excluded.bot, uniq = t.uniq + excluded.uniq,
        dims = excluded.dims, vals = excluded.vals, humans = excluded.humans, bots = excluded.bots
      returning cardinality(dims) > ${sql.lit(MAX_ENTRIES)} as large
    )`;
}

/** Keeps the largest values of each dimension of cells that have grown too large. */
export async function trimCells(tx: AnalyticsTx, grain: "quarters" | "days"): Promise<void> {
  await sql`
    with ranked as (
      select scope, bucket, dim, val, h, b,
             row_number() over (partition by scope, bucket, dim order by (val = 'other'), h + b desc, val) as place
      from ${sql.id(`rollup_${grain}`)}, unnest(dims, vals, humans, bots) as entry (dim, val, h, b)
      where cardinality(dims) > ${sql.lit(MAX_ENTRIES)}
    ), kept as (
      select scope, bucket, dim, case when place < ${sql.lit(KEPT_VALUES)} then val else 'other' end as val,
             sum(h)::int as h, sum(b)::int as b
      from ranked group by 1, 2, 3, 4
    ), packed as (
      select scope, bucket, array_agg(dim) as dims, array_agg(val) as vals, array_agg(h) as humans, array_agg(b) as bots
      from kept group by 1, 2
    )
    update ${sql.id(`rollup_${grain}`)} as t
    set dims = packed.dims, vals = packed.vals, humans = packed.humans, bots = packed.bots
    from packed where t.scope = packed.scope and t.bucket = packed.bucket`.execute(tx);
}
