import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import { type DayKey, deriveDayKey } from "../domain/address-seal.ts";
import { dayOf, dayText } from "../domain/click-time.ts";
import type { AnalyticsDb, AnalyticsTx } from "./tables.ts";

/** Makes the partitions of a day when they are not there. */
export async function ensureDay(db: AnalyticsDb, day: number): Promise<void> {
  await sql`select ensure_day(${dayText(day)}::date)`.execute(db);
}

/** The days that have partitions, oldest first, as days since 1970. */
export async function partitionedDays(db: AnalyticsDb): Promise<number[]> {
  const { rows } = await sql<{ day: string }>`select day from days()`.execute(db);
  return rows.map(({ day }) => dayOf(Date.parse(day)));
}

/** The oldest day that still has all its rows; today when no day has any. */
export async function oldestWholeDay(db: AnalyticsDb, today: number): Promise<number> {
  const { rows } = await sql<{ day: string }>`
    select greatest(since, coalesce((select min(day) from days()), ${dayText(today)}::date)) as day from rows_kept`.execute(
    db,
  );
  return rows[0] === undefined ? today : dayOf(Date.parse(rows[0].day));
}

/** Removes the rows and visitors of a day; answers how many rows. */
export async function dropDay(db: AnalyticsDb, day: number): Promise<number> {
  const { rows } = await sql<{ removed: number }>`select drop_day(${dayText(day)}::date) as removed`.execute(
    db,
  );
  return rows[0]?.removed ?? 0;
}

/**
 * Removes the rows of clicks that came when their day was gone already; answers how many. Days before `oldest`, of which
 * no rows are left, don't count as whole any more.
 */
export async function dropLateRows(tx: AnalyticsTx, oldest: number): Promise<number> {
  await sql`update rows_kept set since = ${dayText(oldest)}::date where since < ${dayText(oldest)}::date`.execute(
    tx,
  );
  const gone = sql`clicked_at < (select since::timestamp at time zone 'UTC' from rows_kept)`;
  await sql`select from lanes where id in (select lane_id from clicks_late where ${gone}) order by id for update`.execute(
    tx,
  );
  const { rows } = await sql<{ removed: number }>`
    with removed as (delete from clicks_late where ${gone} returning lane_id),
    counted as (select lane_id, count(*) as n from removed group by 1),
    noted as (update lanes set purged = purged + n from counted where id = lane_id)
    select count(*)::bigint as removed from removed`.execute(tx);
  return rows[0]?.removed ?? 0;
}

/** The key of a day, made when there is none yet. */
export async function makeDayKey(db: AnalyticsDb, day: number): Promise<DayKey> {
  await sql`insert into day_keys (day, secret) values (${dayText(day)}::date, ${randomBytes(32)}) on conflict do nothing`.execute(
    db,
  );
  const key = await readDayKey(db, day);
  if (key === null) throw new Error(`The key of ${dayText(day)} went as soon as it was made.`);
  return key;
}

/** The key of a day, or null when it was destroyed or never was. */
export async function readDayKey(db: AnalyticsDb, day: number): Promise<DayKey | null> {
  const { rows } = await sql<{
    secret: Buffer;
  }>`select secret from day_keys where day = ${dayText(day)}::date`.execute(db);
  return rows[0] === undefined ? null : deriveDayKey(rows[0].secret);
}

/** Destroys the keys of days before `day`; what they sealed can't be read any more. */
export async function destroyDayKeys(db: AnalyticsDb, before: number): Promise<number> {
  const { numAffectedRows } = await sql`delete from day_keys where day < ${dayText(before)}::date`.execute(
    db,
  );
  return Number(numAffectedRows ?? 0);
}

/** Forgets content ids older than `beforeMs`, which are repeated no more. */
export async function forgetContentIds(db: AnalyticsDb, beforeMs: number): Promise<number> {
  const { numAffectedRows } = await sql`delete from content_ids where at < ${new Date(beforeMs)}`.execute(db);
  return Number(numAffectedRows ?? 0);
}
