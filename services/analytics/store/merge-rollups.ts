import { sql } from "kysely";
import type { AnalyticsTx } from "./tables.ts";

export type Grain = "quarters" | "days";

/** Entries of a roll-up row above which it is trimmed, so that invented referrers can't make it grow for ever. */
const MAX_ENTRIES = 3_000;
/** Values of one dimension that a trimmed roll-up row keeps by name; the others are summed up as `other`. */
const KEPT_VALUES = 1_000;

/**
 * The expressions of a WITH that merge the roll-up rows of `source`, another of its expressions, into the grain's table:
 * the new and the stored entries are summed by value and packed again. `<grain>_written` says of each roll-up row
 * whether it is `large`; then call {@link trimRollups}.
 */
export function mergeInto(grain: Grain, source: string) {
  const name = (part: string) => sql.id(`${grain}_${part}`);
  const table = sql.id(`rollup_${grain}`);
  const from = sql.id(source);
  const bucket = grain === "days" ? sql`date_trunc('day', bucket, 'UTC')` : sql`bucket`;
  // In the list of columns they are taken apart twice as fast as by a function in FROM.
  const entries = sql`unnest(dims) as dim, unnest(vals) as val, unnest(humans) as h, unnest(bots) as b`;
  return sql`
    ${name("coming")} as (
      select scope, ${bucket} as bucket, min(workspace_id::text)::uuid as workspace_id,
             sum(human)::bigint as human, sum(bot)::bigint as bot, sum(uniq)::bigint as uniq
      from ${from} group by 1, 2
    ),
    ${name("there")} as (
      select r.* from ${table} r join ${name("coming")} using (scope, bucket)
    ),
    ${name("values")} as (
      select scope, bucket, dim, val, sum(h)::int as h, sum(b)::int as b
      from (
        select scope, ${bucket} as bucket, ${entries} from ${from}
        union all
        select scope, bucket, ${entries} from ${name("there")}
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

/** Keeps the largest values of each dimension of roll-up rows that have grown too large. */
export async function trimRollups(tx: AnalyticsTx, grain: Grain): Promise<void> {
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
