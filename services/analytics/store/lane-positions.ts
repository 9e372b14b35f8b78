import type { Positions } from "@waypost/kit/bus/port.ts";
import { MultiRange } from "@waypost/kit/position/multirange.ts";
import { sql } from "kysely";
import type { PoolClient } from "pg";
import type { AnalyticsDb } from "./tables.ts";

/** A lane whose row is locked, and what a batch changes of it. */
export interface LockedLane {
  readonly id: number;
  readonly lane: string;
  readonly seen: MultiRange;
  readonly lost: MultiRange;
  /** Epoch milliseconds of the record with the highest number, or null when there is none. */
  lastClickedAt: number | null;
  readonly added: LaneCounts;
}

export interface LaneCounts {
  stored: number;
  duplicate: number;
  deadLettered: number;
  redelivered: number;
}

/** What the consumer has of every lane. */
export async function loadPositions(db: AnalyticsDb): Promise<Positions> {
  const { rows } = await sql<{
    lane: string;
    seen: string;
  }>`select lane, seen::text as seen from lanes`.execute(db);
  return new Map(rows.map(({ lane, seen }) => [lane, MultiRange.parse(seen)]));
}

/** What the consumer has of these lanes; a lane without a row is left out. */
export async function loadPositionsOf(db: AnalyticsDb, lanes: readonly string[]): Promise<Positions> {
  const { rows } = await sql<{
    lane: string;
    seen: string;
  }>`select lane, seen::text as seen from lanes where lane = any(${lanes}::uuid[])`.execute(db);
  return new Map(rows.map(({ lane, seen }) => [lane, MultiRange.parse(seen)]));
}

/** Makes rows for lanes that have none; by itself, so that no transaction holds a lock on a new row. */
export async function makeLanes(db: AnalyticsDb, lanes: readonly string[]): Promise<void> {
  await sql`insert into lanes (lane) select unnest(${lanes.toSorted()}::uuid[]) on conflict do nothing`.execute(
    db,
  );
}

/** Locks the rows of lanes in the order of their ids, so that two consumers never wait for each other. */
export async function lockLanes(
  client: PoolClient,
  lanes: readonly string[],
): Promise<Map<string, LockedLane>> {
  const { rows } = await client.query<{
    id: number;
    lane: string;
    seen: string;
    lost: string;
    last_clicked_at: Date | null;
  }>({
    name: "lock-lanes",
    text: `select id, lane, seen::text as seen, lost::text as lost, last_clicked_at
           from lanes where lane = any($1::uuid[]) order by id for update`,
    values: [lanes],
  });
  return new Map(
    rows.map((row) => [
      row.lane,
      {
        id: row.id,
        lane: row.lane,
        seen: MultiRange.parse(row.seen),
        lost: MultiRange.parse(row.lost),
        lastClickedAt: row.last_clicked_at?.getTime() ?? null,
        added: { stored: 0, duplicate: 0, deadLettered: 0, redelivered: 0 },
      },
    ]),
  );
}

/** Writes position and counts of locked lanes. A number seen proves that the lane was written so far. */
export async function saveLanes(client: PoolClient, lanes: Iterable<LockedLane>): Promise<void> {
  const list = [...lanes];
  await client.query({
    name: "save-lanes",
    text: `update lanes set
             seen = new.seen::int8multirange,
             lost = new.lost::int8multirange,
             head = greatest(lanes.head, new.highest),
             stored = lanes.stored + new.stored,
             duplicate = lanes.duplicate + new.duplicate,
             dead_lettered = lanes.dead_lettered + new.dead_lettered,
             redelivered = lanes.redelivered + new.redelivered,
             last_clicked_at = new.last_clicked_at,
             complete_at = case when new.whole then new.last_clicked_at else lanes.complete_at end
           from unnest($1::int[], $2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[],
                       $8::bigint[], $9::timestamptz[], $10::boolean[])
             as new (id, seen, lost, highest, stored, duplicate, dead_lettered, redelivered, last_clicked_at, whole)
           where lanes.id = new.id`,
    values: [
      list.map(({ id }) => id),
      list.map(({ seen }) => seen.toString()),
      list.map(({ lost }) => lost.toString()),
      list.map(({ seen }) => seen.highest),
      list.map(({ added }) => added.stored),
      list.map(({ added }) => added.duplicate),
      list.map(({ added }) => added.deadLettered),
      list.map(({ added }) => added.redelivered),
      list.map(({ lastClickedAt }) => (lastClickedAt === null ? null : new Date(lastClickedAt))),
      list.map(({ seen, lost }) => seen.union(lost).covers(1, seen.highest)),
    ],
  });
}

/** Books numbers that will never arrive, those that were seen excepted; resolves whether any of it is new. */
export async function bookLost(db: AnalyticsDb, lane: string, lost: MultiRange): Promise<boolean> {
  await makeLanes(db, [lane]);
  const ranges = lost.toString();
  const { rows } = await sql`
    update lanes set
      lost = (lost + ${ranges}::int8multirange) - seen,
      head = greatest(head, upper(${ranges}::int8multirange) - 1)
    where lane = ${lane} and not (lost + seen) @> ${ranges}::int8multirange
    returning id`.execute(db);
  return rows.length > 0;
}
