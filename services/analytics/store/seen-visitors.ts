import { isUniqueViolation } from "@waypost/kit/db/errors.ts";
import type { PoolClient } from "pg";
import { dayText } from "../domain/click-time.ts";
import { BinaryRows, int8ArrayParameter } from "./binary-rows.ts";
import { copyIn } from "./copy-in.ts";

/**
 * Notes visitors of a day, in order so that two consumers can't block each other, and answers which were new.
 *
 * Those that are there are left out, the others are copied: half the price of an insert that is ready for conflicts.
 * Only when another consumer notes one of them at the same time, such an insert does it all again.
 */
export async function noteVisitors(
  client: PoolClient,
  day: number,
  keys: readonly number[],
): Promise<Set<number>> {
  const sorted = Float64Array.from(keys).sort();
  const known = await findVisitors(client, day, sorted);
  const missing = known.size === 0 ? sorted : sorted.filter((key) => !known.has(key));
  if (missing.length === 0) return new Set();
  await client.query("savepoint visitors");
  try {
    await copyVisitors(client, day, missing);
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    await client.query("rollback to savepoint visitors");
    return await insertVisitors(client, day, missing);
  }
  await client.query("release savepoint visitors");
  return new Set(missing);
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

async function copyVisitors(client: PoolClient, day: number, sorted: Float64Array): Promise<void> {
  const rows = new BinaryRows(64 + sorted.length * 22);
  for (const key of sorted) {
    rows.row(2);
    rows.date(day);
    rows.int8(key);
  }
  await copyIn(client, "visitors (day, key)", rows);
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

/**
 * Remembers some of the visitors that are in the table for sure, to ask it less: each key has one place, and the
 * last one to come has it. Only what was committed may be put in.
 */
export class KnownVisitors {
  readonly #keys: Float64Array;
  readonly #days: Int32Array;

  constructor(places = 262_144) {
    this.#keys = new Float64Array(places);
    this.#days = new Int32Array(places);
  }

  has(day: number, key: number): boolean {
    const place = (key >>> 0) % this.#keys.length;
    return this.#keys[place] === key && this.#days[place] === day;
  }

  add(day: number, key: number): void {
    const place = (key >>> 0) % this.#keys.length;
    this.#keys[place] = key;
    this.#days[place] = day;
  }
}
