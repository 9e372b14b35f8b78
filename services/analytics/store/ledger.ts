import { sql } from "kysely";
import type { AnalyticsDb } from "./tables.ts";

/** How long a lane that was not closed may be silent before its head counts as unknown. */
export const SILENT_MS = 30_000;

/** The numbers of one lane, or of all. */
export interface LedgerNumbers {
  readonly head: number;
  readonly seen: number;
  readonly stored: number;
  readonly duplicate: number;
  readonly deadLettered: number;
  readonly inFlight: number;
  readonly lost: number;
  readonly redelivered: number;
  readonly unrecorded: number;
  readonly rejected: Readonly<Record<string, number>>;
}

export interface LedgerLane extends LedgerNumbers {
  readonly lane: string;
  readonly state: "open" | "closed" | "adopted" | "unknown";
  readonly reportedAt: Date | null;
}

export interface Ledger extends LedgerNumbers {
  readonly balanced: boolean;
  readonly lanes: readonly LedgerLane[];
}

/** Numbers in a multirange. */
const size = (ranges: ReturnType<typeof sql>) =>
  sql`(select coalesce(sum(upper(r) - lower(r)), 0)::bigint from unnest(${ranges}) r)`;

const measured = (now: number) => sql`
  select lane, made_at, reported_at as "reportedAt", head, stored, duplicate, dead_lettered as "deadLettered",
         redelivered, unrecorded, rejected,
         ${size(sql`seen`)} as seen,
         ${size(sql`lost`)} as lost,
         -- Counted from the position, not from the other numbers: open holes and what lies above the highest seen.
         ${size(sql`int8multirange(int8range(1, head + 1)) - seen - lost`)} as "inFlight",
         case when state = 'open' and coalesce(reported_at, made_at) < ${new Date(now - SILENT_MS)} then 'unknown'
              else state end as state
  from lanes`;

const balancedLane = sql`
  (seen = stored + duplicate + "deadLettered" and head = seen + lost + "inFlight" and state <> 'unknown')`;

/**
 * The ledger of one moment. Positions and heads are in the same rows, and a number can't be seen above its head,
 * so nothing is negative. Lists up to `maxLanes` lanes that are not both closed and wholly stored, newest first.
 */
export async function readLedger(db: AnalyticsDb, now: number, maxLanes = 1_000): Promise<Ledger> {
  const { rows } = await sql<{
    ledger: Omit<Ledger, "lanes">;
    lanes: (Omit<LedgerLane, "reportedAt"> & { reportedAt: string | null })[];
  }>`
    with measured as materialized (${measured(now)}),
    reasons as (
      select key, sum(value::bigint)::bigint as n from measured, jsonb_each_text(rejected) group by key
    ),
    listed as (
      select * from measured where state in ('open', 'unknown') or "inFlight" > 0
      order by made_at desc, lane desc limit ${maxLanes}
    )
    select
      (select jsonb_build_object(
        'head', coalesce(sum(head), 0), 'seen', coalesce(sum(seen), 0), 'stored', coalesce(sum(stored), 0),
        'duplicate', coalesce(sum(duplicate), 0), 'deadLettered', coalesce(sum("deadLettered"), 0),
        'inFlight', coalesce(sum("inFlight"), 0), 'lost', coalesce(sum(lost), 0),
        'redelivered', coalesce(sum(redelivered), 0), 'unrecorded', coalesce(sum(unrecorded), 0),
        'rejected', (select coalesce(jsonb_object_agg(key, n), '{}') from reasons),
        'balanced', coalesce(bool_and(${balancedLane}), true)
      ) from measured) as ledger,
      (select coalesce(jsonb_agg(to_jsonb(listed) - 'made_at' order by made_at desc, lane desc), '[]') from listed) as lanes
    `.execute(db);
  const [row] = rows;
  if (row === undefined) throw new Error("The ledger has no answer.");
  const lanes = row.lanes.map((lane) => ({
    ...lane,
    reportedAt: lane.reportedAt === null ? null : new Date(lane.reportedAt),
  }));
  return { ...row.ledger, lanes };
}
