import { isUniqueViolation } from "@waypost/kit/db/errors.ts";
import type { PoolClient } from "pg";
import { dayText } from "../domain/click-time.ts";
import { BinaryRows, int8ArrayParameter } from "./binary-rows.ts";
import { copyIn } from "./copy-in.ts";
import type { KnownVisitors } from "./known-visitors.ts";

/**
 * Notes visitors of a day, in order so that two consumers hardly ever block each other, and answers which of them were
 * there already.
 *
 * They are copied, which is half the price of an insert that is ready for conflicts, unless `known` has reason to
 * doubt that all of them are new: then the table is asked first. Only when it refuses the copy, because another consumer
 * notes one of them at the same time or because the guess was wrong, such an insert does it all again.
 */
export async function noteVisitors(
  client: PoolClient,
  day: number,
  keys: readonly number[],
  known: Pick<KnownVisitors, "seemsComplete" | "learn">,
): Promise<ReadonlySet<number>> {
  const sorted = Float64Array.from(keys).sort();
  const asked = !known.seemsComplete;
  const found = asked ? await findVisitors(client, day, sorted) : new Set<number>();
  if (asked) known.learn(found.size > 0);
  const missing = found.size === 0 ? sorted : sorted.filter((key) => !found.has(key));
  if (missing.length === 0) return found;
  await client.query("savepoint visitors");
  try {
    await copyVisitors(client, day, missing);
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    await client.query("rollback to savepoint visitors");
    known.learn(true);
    const fresh = await insertVisitors(client, day, missing);
    return new Set(keys.filter((key) => !fresh.has(key)));
  }
  await client.query("release savepoint visitors");
  return found;
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
