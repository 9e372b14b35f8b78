import { sql } from "kysely";
import type { PoolClient } from "pg";
import type { AnalyticsDb } from "./tables.ts";

/** A record that can't be stored as it is. */
export interface DeadLetter {
  readonly laneId: number;
  readonly seq: number;
  /** `undecodable`, `unknown-kind`, `invalid`, `too-large`, `refused` by the database, `crash`: killed the process. */
  readonly reason: string;
  readonly detail: string;
  readonly attempts: number;
  readonly origin: unknown;
  readonly payload: Buffer;
}

/** A dead letter as it is kept. */
export interface StoredDeadLetter extends DeadLetter {
  readonly id: number;
  readonly lane: string;
  readonly at: Date;
}

const MAX_DETAIL = 500;

export async function insertDeadLetters(
  client: PoolClient,
  deadLetters: readonly DeadLetter[],
): Promise<void> {
  if (deadLetters.length === 0) return;
  await client.query({
    name: "insert-dead-letters",
    text: `insert into dead_letters (lane_id, seq, reason, detail, attempts, origin, payload)
           select * from unnest($1::int[], $2::bigint[], $3::text[], $4::text[], $5::int[], $6::jsonb[], $7::bytea[])`,
    values: [
      deadLetters.map(({ laneId }) => laneId),
      deadLetters.map(({ seq }) => seq),
      deadLetters.map(({ reason }) => reason),
      deadLetters.map(({ detail }) => detail.replaceAll("\0", "").slice(0, MAX_DETAIL).toWellFormed()),
      deadLetters.map(({ attempts }) => attempts),
      deadLetters.map(({ origin }) => JSON.stringify(origin, clean)),
      deadLetters.map(({ payload }) => payload),
    ],
  });
}

/** Texts as PostgreSQL takes them: what it refuses here could never be set aside. */
function clean(_name: string, value: unknown): unknown {
  return typeof value === "string" ? value.replaceAll("\0", "").toWellFormed() : value;
}

const columns = sql`d.id, l.lane, d.lane_id as "laneId", d.seq, d.reason, d.detail, d.attempts, d.origin, d.payload, d.at`;

/** Dead letters after the one with the id `afterId`, oldest first. */
export async function listDeadLetters(
  db: AnalyticsDb,
  afterId: number,
  limit: number,
): Promise<StoredDeadLetter[]> {
  const { rows } = await sql<StoredDeadLetter>`
    select ${columns} from dead_letters d join lanes l on l.id = d.lane_id
    where d.id > ${afterId} order by d.id limit ${limit}`.execute(db);
  return rows;
}

export async function readDeadLetter(db: AnalyticsDb, id: number): Promise<StoredDeadLetter | undefined> {
  const { rows } = await sql<StoredDeadLetter>`
    select ${columns} from dead_letters d join lanes l on l.id = d.lane_id where d.id = ${id}`.execute(db);
  return rows[0];
}

/** Takes a dead letter out, whose lane is locked; false when somebody else was first. */
export async function removeDeadLetter(client: PoolClient, id: number): Promise<boolean> {
  const { rowCount } = await client.query("delete from dead_letters where id = $1", [id]);
  return rowCount === 1;
}
