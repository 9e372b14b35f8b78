import { sql } from "kysely";
import type { AnalyticsDb } from "./tables.ts";

/**
 * The time before which every click is counted, as `at`, null without lanes. A lane that ended and is wholly stored
 * holds nothing back; one that is wholly stored holds back what came after its head was read; one with records on
 * their way everything after the last that is known to be whole, at worst everything since the lane began, which its
 * UUIDv7 tells.
 */
export const asOfQuery = `
    select min(case
      when seen + lost @> int8range(1, head + 1) then greatest(coalesce(measured_at, reported_at), last_clicked_at, begun)
      else greatest(complete_at, begun)
    end) as at
    from (
      select seen, lost, head, state, measured_at, reported_at, last_clicked_at, complete_at,
             coalesce(uuid_extract_timestamp(lane), made_at) as begun
      from lanes
    ) l
    where not (state <> 'open' and seen + lost @> int8range(1, head + 1))`;

/** The time before which every click is counted. */
export async function readAsOf(db: AnalyticsDb, now: number): Promise<Date> {
  const { rows } = await sql<{ at: Date | null }>`${sql.raw(asOfQuery)}`.execute(db);
  return asOfAt(rows[0]?.at ?? null, now);
}

/** What {@link asOfQuery} found, but never later than `now`, which must have been read before it. */
export function asOfAt(at: Date | null, now: number): Date {
  return new Date(at === null ? now : Math.min(now, at.getTime()));
}
