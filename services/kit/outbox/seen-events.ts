import { sql } from "kysely";
import type { Db, Tx } from "../db/database.ts";

/** The tables of a service that consumes events, as its migrations make them. */
export interface SeenEventsTables {
  readonly seen_events: unknown;
  readonly refused_events: unknown;
}

/**
 * Notes events as handled by `consumer`, in the transaction of what is done with them, and answers those that were not
 * noted before. Another transaction that handles the same event is waited for: only one of them gets it, and when that
 * one is rolled back, by an error or the death of its process, the other does.
 */
export async function noteUnseen<Tables extends SeenEventsTables>(
  tx: Tx<Tables>,
  consumer: string,
  eventIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (eventIds.length === 0) return new Set();
  // In one order everywhere, so that two transactions never wait for each other in a circle.
  const ids = [...new Set(eventIds)].sort();
  const { rows } = await sql<{ event_id: string }>`
    insert into seen_events (consumer, event_id)
    select ${consumer}, id from unnest(${ids}::uuid[]) with ordinality as e (id, place) order by place
    on conflict do nothing returning event_id`.execute(tx);
  return new Set(rows.map((row) => row.event_id));
}

/** An event that a consumer could not handle, as it came. */
export interface RefusedEvent {
  readonly consumer: string;
  readonly topic: string;
  readonly lane: string;
  readonly seq: number;
  /** `undecodable`, `unknown-kind`, `invalid`, or what the database said. */
  readonly reason: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: Uint8Array;
}

const maxReason = 500;

/** Keeps an event that can't be handled, once, so that it can be looked at and nothing behind it waits. */
export async function keepRefused<Tables extends SeenEventsTables>(
  db: Db<Tables> | Tx<Tables>,
  event: RefusedEvent,
): Promise<void> {
  await sql`
    insert into refused_events (consumer, topic, lane, seq, reason, headers, payload)
    values (${event.consumer}, ${event.topic}, ${event.lane}, ${event.seq},
            ${event.reason.replaceAll("\0", "").slice(0, maxReason)},
            ${JSON.stringify(event.headers)}::jsonb, ${Buffer.from(event.payload)})
    on conflict do nothing`.execute(db);
}

/** Forgets notes of events handled before `before`, which must lie further back than any event can come again. */
export async function forgetSeen<Tables extends SeenEventsTables>(
  db: Db<Tables>,
  before: Date,
): Promise<number> {
  const result = await sql`delete from seen_events where at < ${before}`.execute(db);
  return Number(result.numAffectedRows ?? 0);
}
