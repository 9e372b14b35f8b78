import { withClient, withTransaction } from "@waypost/kit/db/database.ts";
import { createTestDatabase } from "@waypost/kit/testing/test-database.ts";
import { sql } from "kysely";
import { expect, test, vi } from "vitest";
import { dayOf } from "../domain/click-time.ts";
import { ensureDay } from "../store/days.ts";
import { noteVisitors } from "../store/seen-visitors.ts";
import type { AnalyticsTables } from "../store/tables.ts";

const scope = { signal: new AbortController().signal };
const day = dayOf(Date.UTC(2026, 3, 5));

test("a visitor that two transactions note at once is new to one of them, and the other loses none of its own", async () => {
  await using testDatabase = await createTestDatabase("analytics");
  const database = testDatabase.open<AnalyticsTables>("analytics", { poolSize: 4 });
  await ensureDay(database.db, day);
  const note = (keys: readonly number[], beforeCommit: () => Promise<void> = async () => undefined) =>
    withTransaction(database, scope, (tx) =>
      withClient(tx, async (client) => {
        const fresh = await noteVisitors(client, day, keys);
        await beforeCommit();
        return fresh;
      }),
    );
  expect(await note([7, 2 ** 53 - 1])).toEqual(new Set([7, 2 ** 53 - 1]));
  const others: Promise<Set<number>>[] = [];
  const first = await note([2, 1, 7], async () => {
    others.push(note([4, 3, 2, 7]));
    await vi.waitFor(async () => {
      const { rows } = await sql`
        select from pg_locks join pg_stat_activity using (pid)
        where not granted and locktype = 'transactionid' and datname = current_database()`.execute(
        database.db,
      );
      expect(rows).toHaveLength(1);
    });
  });
  expect(first).toEqual(new Set([1, 2]));
  expect(await others[0]).toEqual(new Set([3, 4]));
  const { rows } = await sql<{ key: number }>`select key from visitors order by key`.execute(database.db);
  expect(rows.map(({ key }) => Number(key))).toEqual([1, 2, 3, 4, 7, 2 ** 53 - 1]);
});
