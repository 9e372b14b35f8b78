import { BinaryRows, int8ArrayParameter } from "@waypost/kit/copy/binary-rows.ts";
import { copyIn } from "@waypost/kit/copy/copy-in.ts";
import { isUniqueViolation } from "@waypost/kit/db/errors.ts";
import { sql } from "kysely";
import type { PoolClient } from "pg";
import { dayText } from "../domain/click-time.ts";
import type { AnalyticsDb } from "./tables.ts";

export const visitorsTarget = "visitors (day, key)";

/**
 * Notes visitors of a day, in order so that two consumers hardly ever block each other, and answers which of them were
 * there already.
 *
 * The table is asked first, and the others are copied, which is half the price of an insert that is ready for conflicts.
 * Only when it refuses the copy, because another consumer notes one of them at the same time, such an insert does it all.
 */
export async function noteVisitors(
  client: PoolClient,
  day: number,
  keys: readonly number[],
): Promise<ReadonlySet<number>> {
  const found = await findVisitors(client, day, Float64Array.from(keys).sort());
  const missing = found.size === 0 ? keys : keys.filter((key) => !found.has(key));
  if (missing.length === 0) return found;
  await client.query("savepoint visitors");
  try {
    await copyIn(client, visitorsTarget, encodeVisitors(day, missing));
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    await client.query("rollback to savepoint visitors");
    const fresh = await insertVisitors(client, day, Float64Array.from(missing).sort());
    return new Set(keys.filter((key) => !fresh.has(key)));
  }
  await client.query("release savepoint visitors");
  return found;
}

/** Rows of visitors of a day, in the order of their keys, which is how an index takes them quickest. */
export function encodeVisitors(day: number, keys: readonly number[]): BinaryRows {
  const rows = new BinaryRows(64 + keys.length * 22);
  for (const key of Float64Array.from(keys).sort()) {
    rows.row(2);
    rows.date(day);
    rows.int8(key);
  }
  return rows;
}

const PAGE = 100_000;

/** All visitors of a day that the table has, in pages. */
export async function* readVisitors(
  db: AnalyticsDb,
  day: number,
  pageSize = PAGE,
): AsyncGenerator<readonly number[], void> {
  for (let after = 0; ; ) {
    const { rows } = await sql<{ keys: number[] | null }>`
      select array_agg(key order by key) as keys from (
        select key from visitors where day = ${dayText(day)}::date and key > ${after} order by key limit ${pageSize}
      ) page`.execute(db);
    const keys = rows[0]?.keys ?? [];
    yield keys;
    const last = keys.at(-1);
    if (last === undefined || keys.length < pageSize) return;
    after = last;
  }
}

// Answers with keys are text: pg can send in binary form but can't receive in it.
async function findVisitors(client: PoolClient, day: number, sorted: Float64Array): Promise<Set<number>> {
  const { rows } = await client.query<{ known: number[] | null }>({
    name: "find-visitors",
    text: "select array_agg(key) as known from visitors where day = $1::date and key = any ($2::bigint[])",
    values: [dayText(day), int8ArrayParameter(sorted)],
  });
  return new Set(rows[0]?.known ?? []);
}

async function insertVisitors(client: PoolClient, day: number, sorted: Float64Array): Promise<Set<number>> {
  const { rows } = await client.query<{ fresh: number[] | null }>({
    name: "note-visitors",
    text: `with noted as (
             insert into visitors (day, key) select $1::date, unnest($2::bigint[]) on conflict do nothing returning key
           ) select array_agg(key) as fresh from noted`,
    values: [dayText(day), int8ArrayParameter(sorted)],
  });
  return new Set(rows[0]?.fresh ?? []);
}
