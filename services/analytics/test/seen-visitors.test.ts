import { withClient, withTransaction } from "@waypost/kit/db/database.ts";
import { createTestDatabase, type TestDatabase } from "@waypost/kit/testing/test-database.ts";
import { sql } from "kysely";
import { expect, test, vi } from "vitest";
import { dayOf } from "../domain/click-time.ts";
import { ensureDay } from "../store/days.ts";
import { KnownVisitors } from "../store/known-visitors.ts";
import { noteVisitors } from "../store/seen-visitors.ts";
import type { AnalyticsTables } from "../store/tables.ts";

const scope = { signal: new AbortController().signal };
const day = dayOf(Date.UTC(2026, 3, 5));

const asking = { seemsComplete: false, learn: () => undefined };

async function openDay(testDatabase: TestDatabase) {
  const database = testDatabase.open<AnalyticsTables>("analytics", { poolSize: 4 });
  await ensureDay(database.db, day);
  const note = (
    keys: readonly number[],
    known: Pick<KnownVisitors, "seemsComplete" | "learn"> = asking,
    beforeCommit: () => Promise<void> = async () => undefined,
  ) =>
    withTransaction(database, scope, (tx) =>
      withClient(tx, async (client) => {
        const seenBefore = await noteVisitors(client, day, keys, known);
        await beforeCommit();
        return seenBefore;
      }),
    );
  const stored = async () => {
    const { rows } = await sql<{ key: number }>`select key from visitors order by key`.execute(database.db);
    return rows.map(({ key }) => Number(key));
  };
  return { database, note, stored };
}

test("a visitor that two transactions note at once is new to one of them, and the other loses none of its own", async () => {
  await using testDatabase = await createTestDatabase("analytics");
  const { database, note, stored } = await openDay(testDatabase);
  expect(await note([7, 2 ** 53 - 1])).toEqual(new Set());
  const others: Promise<ReadonlySet<number>>[] = [];
  const first = await note([2, 1, 7], asking, async () => {
    others.push(note([4, 3, 2, 7]));
    await vi.waitFor(async () => {
      const { rows } = await sql`
        select from pg_locks join pg_stat_activity using (pid)
        where not granted and locktype = 'transactionid' and datname = current_database()`.execute(
        database.db,
      );
      expect(rows).toHaveLength(1);
    }, 10_000);
  });
  expect(first).toEqual(new Set([7]));
  expect(await others[0]).toEqual(new Set([2, 7]));
  expect(await stored()).toEqual([1, 2, 3, 4, 7, 2 ** 53 - 1]);
});

test("a wrong guess that all are new is put right by the table, and believed no more until it held a few times", async () => {
  await using testDatabase = await createTestDatabase("analytics");
  const { note, stored } = await openDay(testDatabase);
  const known = new KnownVisitors();
  for (const keys of [[10], [11], [12]]) {
    expect(known.seemsComplete).toBe(false);
    await note(keys, known);
  }
  expect(known.seemsComplete).toBe(true);
  // None of them was put into `known`: another consumer noted them, or this one before its restart.
  expect(await note([13, 12, 10], known)).toEqual(new Set([10, 12]));
  expect(known.seemsComplete).toBe(false);
  expect(await stored()).toEqual([10, 11, 12, 13]);
});

test("a key that was committed is known, on its day and on the two newest days only", () => {
  const known = new KnownVisitors();
  known.add(1, 5);
  known.add(2, 6);
  expect([known.has(1, 5), known.has(2, 5), known.has(2, 6)]).toEqual([true, false, true]);
  known.add(3, 7);
  expect([known.has(1, 5), known.has(2, 6), known.has(3, 7)]).toEqual([false, true, true]);
});
