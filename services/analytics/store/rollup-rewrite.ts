import { sql } from "kysely";
import { trimRollups } from "./merge-rollups.ts";
import { everything, rowEntries } from "./rollup-drift.ts";
import { daysUntil } from "./sum-up-days.ts";
import type { AnalyticsTx } from "./tables.ts";

/**
 * Makes the roll-ups of a period anew from its rows: its quarter-hours and their day. The period lies within one UTC
 * day and begins with it. Fresh roll-up rows of it, as far as this snapshot sees them, are in the rows too and go.
 */
export async function rewriteDay(tx: AnalyticsTx, from: number, to: number): Promise<void> {
  const day = new Date(from);
  const period = sql`bucket >= ${day} and bucket < ${new Date(to)}`;
  await sql`delete from rollup_fresh where ${period}`.execute(tx);
  await sql`delete from rollup_quarters where ${period}`.execute(tx);
  await sql`
    with entries as materialized (${rowEntries(from, to)}),
    packed as (
      select scope, bucket, array_agg(dim) as dims, array_agg(val) as vals, array_agg(h::int) as humans, array_agg(b::int) as bots
      from entries where dim <> 0 group by 1, 2
    )
    insert into rollup_quarters (scope, workspace_id, bucket, human, bot, uniq, dims, vals, humans, bots)
    select scope, workspace_id, bucket, h, b, u, dims, vals, humans, bots
    from entries join packed using (scope, bucket) where dim = 0`.execute(tx);
  await sql`delete from rollup_days where bucket = ${day}`.execute(tx);
  await sql`
    with quarters as (
      select * from rollup_quarters where bucket >= ${day} and bucket < ${day}::timestamptz + interval '24 hours'
        and bucket < ${daysUntil}
    ), entries as (
      select scope, dim, val, sum(h)::int as h, sum(b)::int as b
      from quarters, unnest(dims, vals, humans, bots) as entry (dim, val, h, b) group by 1, 2, 3
    ), packed as (
      select scope, array_agg(dim) as dims, array_agg(val) as vals, array_agg(h) as humans, array_agg(b) as bots
      from entries group by 1
    ), sums as (
      select scope, min(workspace_id::text)::uuid as workspace_id, sum(human)::bigint as human, sum(bot)::bigint as bot,
             sum(uniq)::bigint as uniq
      from quarters group by 1
    )
    insert into rollup_days (scope, workspace_id, bucket, human, bot, uniq, dims, vals, humans, bots)
    select scope, workspace_id, ${day}, human, bot, uniq, dims, vals, humans, bots
    from sums join packed using (scope)`.execute(tx);
  await trimRollups(tx, "quarters");
  await trimRollups(tx, "days");
}

/** Makes the totals anew from the other roll-ups, which are kept for ever. */
export async function rewriteTotals(tx: AnalyticsTx): Promise<void> {
  await sql`delete from rollup_totals`.execute(tx);
  await sql`
    insert into rollup_totals (scope, workspace_id, human, bot, uniq)
    select scope, min(workspace_id::text)::uuid, sum(human)::bigint, sum(bot)::bigint, sum(uniq)::bigint
    from (${everything}) rollups group by scope`.execute(tx);
}
