import { inTransaction, withClient } from "@waypost/kit/db/database.ts";
import { createTestDatabase, type TestDatabase } from "@waypost/testing/test-database.ts";
import { sql } from "kysely";
import { expect, test, vi } from "vitest";
import { dayOf } from "../domain/click-time.ts";
import { ensureDay } from "../store/days.ts";
import { noteVisitors, readVisitors } from "../store/seen-visitors.ts";
import type { AnalyticsTables } from "../store/tables.ts";

const scope = { signal: new AbortController().signal };
const day = dayOf(Date.UTC(2026, 3, 5));

async function openDay(testDatabase: TestDatabase) {
  const database = testDatabase.open<AnalyticsTables>("analytics", { poolSize: 4 });
  await ensureDay(database.db, day);
  const note = (keys: readonly number[], beforeCommit: () => Promise<void> = async () => undefined) =>
    inTransaction(database, scope, (tx) =>
      withClient(tx, async (client) => {
        const seenBefore = await noteVisitors(client, day, keys);
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
  const first = await note([2, 1, 7], async () => {
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

test("all visitors of a day are read in pages, those of other days are not", async () => {
  await using testDatabase = await createTestDatabase("analytics");
  const { database, note } = await openDay(testDatabase);
  const keys = Array.from({ length: 7 }, (_, n) => n * 2 ** 50 + 1);
  await note(keys);
  const pages = await Array.fromAsync(readVisitors(database.db, day, 3));
  expect(pages).toEqual([keys.slice(0, 3), keys.slice(3, 6), keys.slice(6)]);
  expect(await Array.fromAsync(readVisitors(database.db, day + 1, 3))).toEqual([[]]);
});
