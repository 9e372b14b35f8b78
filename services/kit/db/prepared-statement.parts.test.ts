import { createTestDatabase, type TestDatabase } from "@waypost/testing/test-database.ts";
import { sql } from "kysely";
import pg from "pg";
import { pino } from "pino";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createDatabase, type Database, inTransaction } from "./database.ts";
import { PreparedStatement } from "./prepared-statement.ts";

let testDatabase: TestDatabase;
let owner: pg.Client;
let database: Database<unknown>;
const scope = { signal: new AbortController().signal };
const weigh = new PreparedStatement<{ weight: number }>("select weight from pear where name = $1");

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  owner = new pg.Client({ connectionString: testDatabase.ownerUrl });
  await owner.connect();
  database = createDatabase({
    url: testDatabase.ownerUrl,
    applicationName: "prepared-statement-test",
    log: pino({ level: "silent" }),
    poolSize: 1,
  });
});

beforeEach(async () => {
  await owner.query("drop table if exists pear");
  await owner.query("create table pear (name text, weight int)");
  await owner.query("insert into pear values ('Williams', 180), ('Conference', 150)");
});

afterAll(async () => {
  await database.close();
  await owner.end();
  await testDatabase.close();
});

const prepared = async () => {
  const { rows } = await sql<{ statement: string }>`select statement from pg_prepared_statements`.execute(
    database.db,
  );
  return rows.map(({ statement }) => statement);
};

test("a connection plans it once, for whatever values, in transactions too", async () => {
  const db = database.within(scope);
  expect(await weigh.rows(db, ["Williams"])).toEqual([{ weight: 180 }]);
  expect(await weigh.rows(db, ["Conference"])).toEqual([{ weight: 150 }]);
  expect(await inTransaction(database, scope, (tx) => weigh.rows(tx, ["nobody"]))).toEqual([]);
  expect(await prepared()).toEqual(["select weight from pear where name = $1"]);
});

test("a column that got another type meanwhile is read as it is now; a transaction fails", async () => {
  const db = database.within(scope);
  expect(await weigh.rows(db, ["Williams"])).toEqual([{ weight: 180 }]);
  await owner.query("alter table pear alter weight type text");
  expect(await weigh.rows(db, ["Williams"])).toEqual([{ weight: "180" }]);
  await expect(inTransaction(database, scope, (tx) => weigh.rows(tx, ["Williams"]))).rejects.toThrow(
    "cached plan must not change result type",
  );
  expect(await weigh.rows(db, ["Williams"])).toEqual([{ weight: "180" }]);
});

test("it ends with the call, and fails as other statements do", async () => {
  const gone = new Error("gone away");
  await expect(weigh.rows(database.within({ signal: AbortSignal.abort(gone) }), ["Williams"])).rejects.toBe(
    gone,
  );
  await expect(
    new PreparedStatement("select 1 / $1::int").rows(database.within(scope), [0]),
  ).rejects.toMatchObject({
    code: "22012",
  });
});
