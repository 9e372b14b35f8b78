import { type RawBuilder, sql } from "kysely";
import { DAY_MS } from "../domain/click-time.ts";
import { type Cut, cutAtDays, type Period } from "../domain/period.ts";
import { type Dimension, dimensions } from "../domain/rollups.ts";
import { type Counts, noCounts } from "./click-counts.ts";
import { daysUntil } from "./sum-up-days.ts";
import type { AnalyticsDb } from "./tables.ts";

/** Whose clicks: a link's, or with the workspace's own id as `id` all of the workspace's. */
export interface StatsScope {
  readonly id: string;
  readonly workspaceId: string;
}

export interface StatsGroup extends Counts {
  readonly key: string;
}

/** The sum of a period. */
export async function readCounts(db: AnalyticsDb, scope: StatsScope, period: Period): Promise<Counts> {
  const { rows } = await sql<Counts>`
    select ${sums} from (${rollupRows(scope, cutAtDays(period), sql`human, bot, uniq`)}) rollups`.execute(db);
  return rows[0] ?? noCounts;
}

/** The sums between points, of which the first lies at or before the period's begin; one for each point. */
export async function readSeries(
  db: AnalyticsDb,
  scope: StatsScope,
  period: Period,
  points: readonly number[],
): Promise<Counts[]> {
  // Points at midnights in UTC never cut a day; others need its quarter-hours.
  const midnights = points.every((point) => point % DAY_MS === 0);
  const cut = midnights ? cutAtDays(period) : { ...period, firstDay: period.to, lastDay: period.to };
  const { rows } = await sql<Counts & { place: number }>`
    select width_bucket(bucket, ${points.map((point) => new Date(point))}::timestamptz[]) as place, ${sums}
    from (${rollupRows(scope, cut, sql`bucket, human, bot, uniq`)}) rollups group by 1`.execute(db);
  const byPlace = new Map(rows.map(({ place, human, bot, uniq }) => [place, { human, bot, uniq }]));
  return points.map((_, index) => byPlace.get(index + 1) ?? noCounts);
}

/** All groups of a dimension, largest first. */
export async function readGroups(
  db: AnalyticsDb,
  scope: StatsScope,
  period: Period,
  dimension: Dimension,
): Promise<StatsGroup[]> {
  const { rows } = await sql<StatsGroup>`
    select val as key, sum(h)::bigint as human, sum(b)::bigint as bot, 0 as uniq
    from (${rollupRows(scope, cutAtDays(period), sql`dims, vals, humans, bots`)}) rollups,
         unnest(dims, vals, humans, bots) as entry (dim, val, h, b)
    where dim = ${dimensions[dimension]}
    group by val order by sum(h) + sum(b) desc, val`.execute(db);
  return rows;
}

const sums = sql`
  coalesce(sum(human), 0)::bigint as human, coalesce(sum(bot), 0)::bigint as bot, coalesce(sum(uniq), 0)::bigint as uniq`;

/**
 * The roll-up rows of a period: whole days and the quarter-hours that they haven't summed up yet, the quarter-hours
 * before and after these days, and what was not folded yet.
 */
function rollupRows(scope: StatsScope, cut: Cut, columns: RawBuilder<unknown>): RawBuilder<unknown> {
  const own = sql`scope = ${scope.id} and workspace_id = ${scope.workspaceId}`;
  const [from, firstDay, lastDay, to] = [cut.from, cut.firstDay, cut.lastDay, cut.to].map(
    (ms) => new Date(ms),
  );
  return sql`
    select ${columns} from rollup_days where ${own} and bucket >= ${firstDay} and bucket < ${lastDay}
    union all
    select ${columns} from rollup_quarters
    where ${own} and bucket >= greatest(${firstDay}, ${daysUntil}) and bucket < ${lastDay}
    union all
    select ${columns} from rollup_quarters where ${own} and bucket >= ${from} and bucket < ${firstDay}
    union all
    select ${columns} from rollup_quarters where ${own} and bucket >= ${lastDay} and bucket < ${to}
    union all
    select ${columns} from rollup_fresh where ${own} and bucket >= ${from} and bucket < ${to}`;
}
