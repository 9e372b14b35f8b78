import { withClient, withTransaction } from "@waypost/kit/db/database.ts";
import { createTestDatabase, type TestDatabase } from "@waypost/kit/testing/test-database.ts";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { BinaryRows } from "./binary-rows.ts";
import { CopyQueue } from "./copy-queue.ts";
import type { AnalyticsDatabase } from "./tables.ts";

const scope = { signal: new AbortController().signal };
const target = "content_ids (link_id, content_id)";
const link = { a: 1, b: 2, c: 3, d: 4 };

let testDatabase: TestDatabase;
let database: AnalyticsDatabase;

beforeAll(async () => {
  testDatabase = await createTestDatabase("analytics");
  database = testDatabase.open("analytics", { poolSize: 2 });
});
beforeEach(async () => {
  await sql`delete from content_ids`.execute(database.db);
});
afterAll(() => testDatabase.close());

function rowsOf(...ids: readonly string[]): BinaryRows {
  const rows = new BinaryRows();
  for (const id of ids) {
    rows.row(2);
    rows.block(link);
    rows.text(id);
  }
  return rows;
}

async function stored(): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select content_id as id from content_ids order by 1`.execute(
    database.db,
  );
  return rows.map(({ id }) => id);
}

function inQueue<R>(work: (queue: CopyQueue) => Promise<R>): Promise<R> {
  return withTransaction(database, scope, (tx) =>
    withClient(tx, async (client) => {
      const queue = new CopyQueue(client);
      try {
        return await work(queue);
      } finally {
        await queue.closed();
      }
    }),
  );
}

test("rows and statements reach the tables in the order in which they were sent", async () => {
  const found = await inQueue(async (queue) => {
    await queue.send(target, rowsOf("a", "b"));
    await queue.send(target, rowsOf());
    await queue.send(target, rowsOf("c"));
    const counted = queue.run((client) => client.query("select count(*)::int as n from content_ids"));
    await queue.send(target, rowsOf("d"));
    await queue.send("clicks_late (lane_id)", new BinaryRows());
    await queue.stored();
    return (await counted).rows;
  });
  expect(found).toEqual([{ n: 3 }]);
  expect(await stored()).toEqual(["a", "b", "c", "d"]);
});

test("a refusal is told to everybody who comes after it, and takes the transaction back", async () => {
  let ran = false;
  const work = inQueue(async (queue) => {
    await queue.send(target, rowsOf("a"));
    await queue.send(target, rowsOf("a"));
    await expect(queue.stored()).rejects.toMatchObject({ code: "23505" });
    const late = queue.run(async () => {
      ran = true;
    });
    await expect(late).rejects.toMatchObject({ code: "23505" });
    await queue.stored();
  });
  await expect(work).rejects.toMatchObject({ code: "23505" });
  expect(ran).toBe(false);
  expect(await stored()).toEqual([]);
});

test("work that fails while a COPY waits for rows leaves a connection that works", async () => {
  const work = inQueue(async (queue) => {
    await queue.send(target, rowsOf("a"));
    throw new RangeError("a bug");
  });
  await expect(work).rejects.toThrow("a bug");
  expect(await stored()).toEqual([]);
  await inQueue(async (queue) => {
    await queue.send(target, rowsOf("b"));
    await queue.stored();
  });
  expect(await stored()).toEqual(["b"]);
  expect(database.stats().open).toBe(1);
});
