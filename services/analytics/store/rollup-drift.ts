import { type RawBuilder, sql } from "kysely";
import { dimensions } from "../domain/rollups.ts";
import { daysUntil } from "./sum-up-days.ts";
import type { AnalyticsTx } from "./tables.ts";

/** A lane whose count of stored clicks is not the number of its rows. */
export interface LaneDrift {
  readonly lane: string;
  readonly stored: number;
  readonly rows: number;
}

/** A count of a scope in a quarter-hour, or a day, that isn't what the rows, or the quarter-hours, say. */
export interface CountDrift {
  readonly scope: string;
  readonly bucket: Date;
  /**
   * `human`, `bot`, `unique`, a dimension with its value, `day` for a day that isn't the sum of its
   * quarter-hours, or `total` for a total that isn't the sum of all days and of the quarter-hours after them.
   */
  readonly what: string;
  readonly rolledUp: number;
  readonly rows: number;
}

/** Lanes with clicks more or less than rows; rows that retention removed were noted in the lane. */
export async function driftOfLanes(tx: AnalyticsTx): Promise<LaneDrift[]> {
  const { rows } = await sql<LaneDrift>`
    with counted as (
      select lane_id, sum(n)::bigint as n from (
        select lane_id, count(*) as n from clicks group by 1
        union all
        select lane_id, count(*) from clicks_late group by 1
      ) parts group by 1
    )
    select lane, stored, coalesce(n, 0) + purged as rows
    from lanes left join counted on lane_id = id
    where stored <> coalesce(n, 0) + purged order by id`.execute(tx);
  return rows;
}

/** Rows of a period, late ones too, summed up: per scope and quarter-hour an entry for all (dimension 0) and for each value. */
export function rowEntries(from: number, to: number): RawBuilder<unknown> {
  const { country, device, browser, os, source, referrer } = dimensions;
  const entries = (scope: RawBuilder<unknown>, first: RawBuilder<unknown>) => sql`
    select ${scope} as scope, workspace_id, date_bin('15 minutes', clicked_at, timestamptz '2000-01-01 00:00:00Z') as bucket,
           dim::smallint as dim, val,
           count(*) filter (where not bot) as h, count(*) filter (where bot) as b,
           count(*) filter (where ${first} and dim = 0) as u
    from (select * from clicks union all select * from clicks_late) clicks, lateral (values
      (0, ''), (${sql.lit(country)}, country), (${sql.lit(device)}, device), (${sql.lit(browser)}, browser),
      (${sql.lit(os)}, os), (${sql.lit(source)}, source), (${sql.lit(referrer)}, referrer)
    ) as entry (dim, val)
    where clicked_at >= ${new Date(from)} and clicked_at < ${new Date(to)}
    group by 1, 2, 3, 4, 5`;
  return sql`
    ${entries(sql`link_id`, sql`first_on_link`)}
    union all
    ${entries(sql`workspace_id`, sql`first_in_workspace`)}`;
}

/** Each folded roll-up row once, by whole days where those are summed up. */
export const everything = sql`
  select scope, workspace_id, human, bot, uniq from rollup_days
  union all
  select scope, workspace_id, human, bot, uniq from rollup_quarters where bucket >= ${daysUntil}`;

const dimensionName = sql`(array[${sql.join(Object.keys(dimensions).map((name) => sql.lit(name)))}])[dim]`;

/**
 * What the quarter-hours of a period, folded or fresh, say otherwise than the rows, and days otherwise than their
 * quarter-hours.
 */
export async function driftOfCounts(
  tx: AnalyticsTx,
  from: number,
  to: number,
  limit: number,
): Promise<{ clicks: number; counts: CountDrift[] }> {
  const period = sql`bucket >= ${new Date(from)} and bucket < ${new Date(to)}`;
  const { rows } = await sql<CountDrift & { clicks: number }>`
    with expected as materialized (${rowEntries(from, to)}),
    rollups as (
      select scope, bucket, human, bot, uniq, dims, vals, humans, bots from rollup_quarters where ${period}
      union all
      select scope, bucket, human, bot, uniq, dims, vals, humans, bots from rollup_fresh where ${period}
    ),
    found as materialized (
      select scope, bucket, dim, val, sum(h)::bigint as h, sum(b)::bigint as b, sum(u)::bigint as u
      from (
        select scope, bucket, 0::smallint as dim, '' as val, human as h, bot as b, uniq as u from rollups
        union all
        select scope, bucket, dim, val, h, b, 0 from rollups, unnest(dims, vals, humans, bots) as entry (dim, val, h, b)
      ) entries group by 1, 2, 3, 4
    ),
    -- Of a roll-up row that was trimmed only the sum of the dimension can be compared, and that is the sum of all.
    trimmed as (select distinct scope, bucket, dim from found where val = 'other'),
    compared as (
      select scope, bucket, dim, val, coalesce(f.h, 0) as fh, coalesce(e.h, 0) as eh, coalesce(f.b, 0) as fb,
             coalesce(e.b, 0) as eb, coalesce(f.u, 0) as fu, coalesce(e.u, 0) as eu
      from found f full join expected e using (scope, bucket, dim, val)
      where (f.h, f.b, f.u) is distinct from (e.h, e.b, e.u)
        and not exists (select from trimmed t where (t.scope, t.bucket, t.dim) = (scope, bucket, dim))
    ),
    drifts as (
      select scope, bucket, what, rolled as "rolledUp", really as rows
      from compared, lateral (values
        (case when dim = 0 then 'human' else ${dimensionName} || ':' || val || ':human' end, fh, eh),
        (case when dim = 0 then 'bot' else ${dimensionName} || ':' || val || ':bot' end, fb, eb),
        ('unique', fu, eu)
      ) as part (what, rolled, really)
      where rolled <> really
      union all
      select scope, bucket, 'day', coalesce(d.n, 0), coalesce(q.n, 0)
      from (select scope, bucket, human + bot as n from rollup_days where ${period}) d
      full join (
        select scope, date_trunc('day', bucket, 'UTC') as bucket, sum(human + bot)::bigint as n
        from rollup_quarters where bucket >= ${new Date(from)} and bucket < ${daysUntil} group by 1, 2
      ) q using (scope, bucket)
      where d.n is distinct from q.n
      union all
      select scope, ${new Date(from)}, 'total', coalesce(t.n, 0), coalesce(d.n, 0)
      from (select scope, human + bot + uniq as n from rollup_totals) t
      full join (select scope, sum(human + bot + uniq)::bigint as n from (${everything}) rollups group by 1) d using (scope)
      where t.n is distinct from d.n
    )
    select c.clicks, d.*
    from (select coalesce(sum(h + b), 0)::bigint as clicks from expected where dim = 0 and scope = workspace_id) c
    left join (select * from drifts order by bucket, scope, what limit ${limit}) d on true`.execute(tx);
  const counts = rows.flatMap(({ clicks: _, ...count }) => (count.scope === null ? [] : [count]));
  return { clicks: rows[0]?.clicks ?? 0, counts };
}
