import type { Client } from "pg";

export interface RollupsOptions {
  readonly linkId: string;
  readonly workspaceId: string;
  readonly from: Date;
  /** A midnight in UTC, as `from`. */
  readonly to: Date;
  readonly clicks: number;
}

/**
 * Writes what consumer and fold leave behind of a link's clicks that come evenly over a period: a roll-up row for each
 * quarter-hour, for each day, and the total. In a roll-up row each dimension has the values that so many clicks
 * would show when a value of rank r has a share of 1/r: few clicks few values, many clicks all of them (60 countries, 4
 * devices, 12 browsers, 8 systems, 7 sources, 400 referrers). Rows of single clicks are left out: statistics never read
 * them.
 */
export async function fillRollups(client: Client, options: RollupsOptions): Promise<void> {
  const { linkId, workspaceId, from, to, clicks } = options;
  await client.query(
    `with quarters as (
       select bucket, n, round($5::numeric * n / count(*) over ()) - round($5::numeric * (n - 1) / count(*) over ()) as clicks
       from generate_series($3::timestamptz, $4::timestamptz - interval '15 minutes', interval '15 minutes')
         with ordinality as q (bucket, n)
     ), shares as (
       select dim, val, 1 / rank::numeric / sum(1 / rank::numeric) over (partition by dim) as share, rank
       from (values (1, 60), (2, 4), (3, 12), (4, 8), (5, 7), (6, 400)) as d (dim, kinds),
         lateral (select rank, case dim when 1 then chr(64 + (rank + 25) / 26) || chr(65 + rank % 26)
           when 6 then 'site-' || rank || '.example.org' else 'value ' || rank end as val
           from generate_series(1, kinds) rank) v
     ), entries as (
       -- The r-th value comes up in so many of the clicks; the fractions come up in some quarter-hours and not in others.
       select bucket, dim, val, floor(clicks * share + (n * 0.618034 + rank * 0.414214) % 1)::int as found
       from quarters, shares where clicks > 0
     )
     insert into analytics.rollup_quarters (scope, workspace_id, bucket, human, bot, uniq, dims, vals, humans, bots)
     select $1, $2, e.bucket, q.clicks, 0, round(q.clicks * 0.7), e.dims, e.vals, e.humans, e.bots
     from (
       select bucket, array_agg(dim order by dim, val)::smallint[] as dims, array_agg(val order by dim, val) as vals,
         array_agg(found order by dim, val) as humans, array_agg(0 order by dim, val)::int[] as bots
       from entries where found > 0 group by bucket
     ) e join quarters q using (bucket)`,
    [linkId, workspaceId, from, to, clicks],
  );
  await client.query(
    `insert into analytics.rollup_days (scope, workspace_id, bucket, human, bot, uniq, dims, vals, humans, bots)
     select $1, $2, day, s.human, 0, s.uniq, e.dims, e.vals, e.humans, e.bots
     from (
       select date_trunc('day', bucket, 'UTC') as day, sum(human) as human, sum(uniq) as uniq
       from analytics.rollup_quarters where scope = $1 group by 1
     ) s join (
       select day, array_agg(dim order by dim, val) as dims, array_agg(val order by dim, val) as vals,
         array_agg(found order by dim, val) as humans, array_agg(0 order by dim, val)::int[] as bots
       from (
         select date_trunc('day', bucket, 'UTC') as day, dim, val, sum(h)::int as found
         from analytics.rollup_quarters, unnest(dims, vals, humans) as u (dim, val, h) where scope = $1 group by 1, 2, 3
       ) v group by day
     ) e using (day)`,
    [linkId, workspaceId],
  );
  await client.query(
    `insert into analytics.rollup_totals (scope, workspace_id, human, bot, uniq)
     select $1, $2, sum(human), 0, sum(uniq) from analytics.rollup_days where scope = $1`,
    [linkId, workspaceId],
  );
  await client.query(
    "vacuum analyze analytics.rollup_quarters, analytics.rollup_days, analytics.rollup_totals",
  );
}
