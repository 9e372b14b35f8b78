import { sql } from "kysely";
import { makeLanes } from "./lane-positions.ts";
import { SILENT_MS } from "./ledger.ts";
import type { AnalyticsDb } from "./tables.ts";

/** What the owner of a lane says of it. */
export interface LaneReport {
  readonly lane: string;
  readonly head: number;
  readonly unrecorded: number;
  readonly rejected: Readonly<Record<string, number>>;
  readonly state: "open" | "closed" | "adopted";
  /** When the head was read, in epoch milliseconds; null when the owner doesn't say, then it is the time of arrival. */
  readonly measuredAt: number | null;
}

/**
 * Stores what owners of lanes declare. Heads never go down: when the final head of a recovered lane lies below the
 * declared one, the numbers between that were never received are lost. What is final stays final.
 */
export async function saveLaneReports(
  db: AnalyticsDb,
  reports: readonly LaneReport[],
  now: number,
): Promise<void> {
  const unique = [...new Map(reports.map((report) => [report.lane, report])).values()];
  const lanes = unique.map(({ lane }) => lane);
  // An owner whose clock is ahead of ours promises no more than what has happened.
  const measured = unique.map(({ measuredAt }) => new Date(Math.min(measuredAt ?? now, now)));
  await makeLanes(db, lanes);
  await sql`
    with told as (
      select * from unnest(
        ${lanes}::uuid[], ${unique.map(({ head }) => head)}::bigint[], ${unique.map(({ unrecorded }) => unrecorded)}::bigint[],
        ${unique.map(({ rejected }) => JSON.stringify(rejected))}::jsonb[], ${unique.map(({ state }) => state)}::text[],
        ${measured}::timestamptz[]
      ) as t (lane, head, unrecorded, rejected, state, measured_at)
    ), locked as materialized (
      select id, lane from lanes where lane = any(${lanes}::uuid[]) order by id for update
    )
    update lanes set
      head = greatest(lanes.head, told.head),
      lost = case when told.state <> 'open' and told.head < lanes.head
             then (lanes.lost + int8multirange(int8range(told.head + 1, lanes.head + 1))) - lanes.seen
             else lanes.lost end,
      unrecorded = greatest(lanes.unrecorded, told.unrecorded),
      rejected = case when told.rejected = '{}' then lanes.rejected else told.rejected end,
      state = case when told.state = 'open' and lanes.state <> 'open' then lanes.state else told.state end,
      measured_at = greatest(lanes.measured_at, told.measured_at),
      reported_at = ${new Date(now)}
    from told join locked using (lane)
    where lanes.id = locked.id
      -- An end that is told again changes nothing.
      and not (told.state <> 'open' and told.state = lanes.state and told.head = lanes.head
               and told.unrecorded <= lanes.unrecorded and told.rejected = '{}')`.execute(db);
}

/** What became of a request to write off a lane; `lost` counts all its numbers that are lost from then on. */
export type WriteOff =
  | { readonly kind: "written-off"; readonly lost: number }
  | { readonly kind: "alive" }
  | { readonly kind: "missing" };

/**
 * Ends a lane whose disk is gone: what was declared and never arrived is lost. One that is open and was heard of
 * within {@link SILENT_MS} is left as it is.
 */
export async function writeOffLane(db: AnalyticsDb, lane: string, now: number): Promise<WriteOff> {
  const { rows } = await sql<{ lost: number | null }>`
    with found as (
      select id, state = 'open' and coalesce(reported_at, made_at) >= ${new Date(now - SILENT_MS)} as alive
      from lanes where lane = ${lane} for update
    ), ended as (
      update lanes set
        lost = int8multirange(int8range(1, head + 1)) - seen,
        state = case when state = 'open' then 'adopted' else state end
      from found where lanes.id = found.id and not alive
      returning (select coalesce(sum(upper(r) - lower(r)), 0)::bigint from unnest(lost) r) as lost
    )
    select ended.lost from found left join ended on true`.execute(db);
  const [row] = rows;
  if (row === undefined) return { kind: "missing" };
  return row.lost === null ? { kind: "alive" } : { kind: "written-off", lost: row.lost };
}
