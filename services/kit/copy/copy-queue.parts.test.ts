import { createTestDatabase, type TestDatabase } from "@waypost/testing/test-database.ts";
import { sql } from "kysely";
import { pino } from "pino";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createDatabase, type Database, inTransaction, withClient } from "../db/database.ts";
import { BinaryRows } from "./binary-rows.ts";
import { CopyQueue } from "./copy-queue.ts";

const log = pino({ level: "silent" });
const scope = { signal: new AbortController().signal };
const target = "things (thing_id, name)";
const link = { a: 1, b: 2, c: 3, d: 4 };

let testDatabase: TestDatabase;
let database: Database<unknown>;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = createDatabase({ url: testDatabase.ownerUrl, applicationName: "copy-queue", log, poolSize: 2 });
  await sql`create table things (thing_id uuid not null, name text not null, primary key (thing_id, name))`.execute(
    database.db,
  );
});
beforeEach(async () => {
  await sql`delete from things`.execute(database.db);
});
afterAll(async () => {
  await database.close();
  await testDatabase.close();
});

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
  const { rows } = await sql<{ id: string }>`select name as id from things order by 1`.execute(database.db);
  return rows.map(({ id }) => id);
}

function inQueue<R>(work: (queue: CopyQueue) => Promise<R>): Promise<R> {
  return inTransaction(database, scope, (tx) =>
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
    const counted = queue.run((client) => client.query("select count(*)::int as n from things"));
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
