import { sql } from "kysely";
import type { Db, Tx } from "../db/database.ts";
import type { OutboxEvent, OutboxTables } from "./outbox.ts";

type Any<Tables extends OutboxTables> = Db<Tables> | Tx<Tables>;

/** An event in the outbox that is not known to have been published. */
export interface PendingEvent {
  /** Rises with the commits of one aggregate. */
  readonly seq: number;
  readonly eventId: string;
  readonly aggregateId: string;
  readonly traceId: string | null;
  readonly payload: Uint8Array;
  readonly madeAt: Date;
}

/** The columns of the outbox that an event fills. */
export const outboxColumns = "event_id, aggregate_id, workspace_id, trace_id, payload";
/** The same with their types, as `json_to_recordset` reads {@link outboxRow}: for statements that write events with their change. */
export const outboxRecord =
  "event_id uuid, aggregate_id uuid, workspace_id uuid, trace_id uuid, payload bytea";

/** An event as JSON by the names of its columns. */
export function outboxRow({ eventId, aggregateId, workspaceId, traceId, payload }: OutboxEvent) {
  return {
    event_id: eventId,
    aggregate_id: aggregateId,
    workspace_id: workspaceId,
    trace_id: traceId,
    payload: `\\x${Buffer.from(payload).toString("hex")}`,
  };
}

/**
 * Writes events in the order given. The rows of their aggregates must have been locked before by the same transaction
 * (changed, or read for update), which is what puts the numbers of one aggregate into the order of its commits.
 */
export async function writeEvents<Tables extends OutboxTables>(
  tx: Tx<Tables>,
  events: readonly OutboxEvent[],
): Promise<void> {
  if (events.length === 0) return;
  const rows = JSON.stringify(events.map(outboxRow));
  await sql`
    insert into outbox (${sql.raw(outboxColumns)})
    select ${sql.raw(outboxColumns)}
    from rows from (json_to_recordset(${rows}::json) as (${sql.raw(outboxRecord)}))
      with ordinality as e (${sql.raw(outboxColumns)}, place)
    order by place`.execute(tx);
}

/** Takes the turn to publish, or prolongs it, for `leaseMs`; false when another holder has it. */
export async function takeTurn<Tables extends OutboxTables>(
  db: Any<Tables>,
  holder: string,
  leaseMs: number,
): Promise<boolean> {
  const { rows } = await sql`
    update outbox_turn set holder = ${holder}, until = now() + ${leaseMs} * interval '1 millisecond'
    where holder = ${holder} or until <= now() returning 1`.execute(db);
  return rows.length === 1;
}

/** Ends the turn if `holder` has it, so that the next publisher need not wait. */
export async function giveTurnBack<Tables extends OutboxTables>(
  db: Any<Tables>,
  holder: string,
): Promise<void> {
  await sql`update outbox_turn set until = '-infinity' where holder = ${holder}`.execute(db);
}

/**
 * The oldest events that wait, if it is the turn of `holder`. What was committed is seen whatever its number: events are
 * picked by not being published, so none is passed over because a larger number was committed first.
 */
export async function pickPending<Tables extends OutboxTables>(
  db: Any<Tables>,
  holder: string,
  limit: number,
): Promise<PendingEvent[]> {
  const { rows } = await sql<PendingEvent>`
    select seq, event_id as "eventId", aggregate_id as "aggregateId", replace(trace_id::text, '-', '') as "traceId",
           payload, made_at as "madeAt"
    from outbox
    where published_at is null and exists (select from outbox_turn where holder = ${holder} and until > now())
    order by seq limit ${limit}`.execute(db);
  return rows;
}

/**
 * Notes that events are on the bus; this needs no turn, as it stays true. Consumers update the same rows at about the
 * same time, so every writer locks several rows in the order of their numbers.
 */
export async function markPublished<Tables extends OutboxTables>(
  db: Any<Tables>,
  seqs: readonly number[],
): Promise<void> {
  if (seqs.length === 0) return;
  await sql`
    with taken as materialized (
      select seq from outbox where seq = any(${[...seqs]}::bigint[]) and published_at is null
      order by seq for no key update
    )
    update outbox o set published_at = clock_timestamp() from taken where o.seq = taken.seq`.execute(db);
}

/**
 * Removes those of the `limit` oldest events that were published before `before`; answers how many. Looks at no others:
 * most of the outbox is kept for days, and to find nothing must not mean to read all of it.
 */
export async function forgetPublished<Tables extends OutboxTables>(
  db: Any<Tables>,
  before: Date,
  limit: number,
): Promise<number> {
  const result = await sql`
    delete from outbox where seq = any (array(
      select seq from (select seq, published_at from outbox order by seq limit ${limit}) oldest
      where published_at < ${before}
    ))`.execute(db);
  return Number(result.numAffectedRows ?? 0);
}

/** How many events wait, counted up to 100,000, and since when the oldest does. */
export async function measureOutbox<Tables extends OutboxTables>(
  db: Any<Tables>,
): Promise<{ readonly pending: number; readonly oldestAgeMs: number }> {
  const { rows } = await sql<{ pending: number; age: number | null }>`
    select count(*)::int as pending, extract(epoch from clock_timestamp() - min(made_at))::float8 * 1000 as age
    from (select made_at from outbox where published_at is null order by seq limit 100000) waiting`.execute(
    db,
  );
  return { pending: rows[0]?.pending ?? 0, oldestAgeMs: Math.max(0, rows[0]?.age ?? 0) };
}
