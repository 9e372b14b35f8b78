import { sql } from "kysely";
import type { AnalyticsDb } from "./tables.ts";

/** Where the work on a lane begins. */
export interface Beginning {
  readonly lane: string;
  readonly seq: number;
}

/**
 * Notes that the work on records is begun, and answers the highest number of times that was so without an end.
 * Not waiting for the disk: only the crash of the process is meant, not that of the database.
 */
export async function noteAttempt(db: AnalyticsDb, beginnings: readonly Beginning[]): Promise<number> {
  const sorted = beginnings.toSorted((a, b) => (a.lane < b.lane ? -1 : 1));
  const { rows } = await sql<{ attempts: number }>`
    with hasty as (select set_config('synchronous_commit', 'off', true))
    insert into attempts (lane, from_seq, attempts)
    select lane, seq, 1
    from hasty, unnest(${sorted.map(({ lane }) => lane)}::uuid[], ${sorted.map(({ seq }) => seq)}::bigint[]) as t (lane, seq)
    on conflict (lane) do update set
      attempts = case when attempts.from_seq = excluded.from_seq then attempts.attempts + 1 else 1 end,
      from_seq = excluded.from_seq,
      at = now()
    returning attempts`.execute(db);
  return Math.max(1, ...rows.map(({ attempts }) => attempts));
}
