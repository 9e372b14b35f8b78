import type { PoolClient } from "pg";
import { dayText } from "../domain/click-time.ts";
import { int8ArrayParameter } from "./binary-rows.ts";

/** Notes visitors of a day, in order so that two consumers can't block each other, and answers which were new. */
export async function noteVisitors(
  client: PoolClient,
  day: number,
  keys: readonly number[],
): Promise<Set<number>> {
  const sorted = Float64Array.from(keys).sort();
  // The answer is text: pg can send in binary form but can't receive in it.
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
