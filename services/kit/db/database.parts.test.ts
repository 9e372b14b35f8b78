import { createTestDatabase, type TestDatabase } from "@waypost/testing/test-database.ts";
import { sql } from "kysely";
import pg from "pg";
import { pino } from "pino";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { Fault } from "../errors/fault.ts";
import { createDatabase, type Database, defaultPoolSize, inTransaction, withClient } from "./database.ts";
import { isConflict, isForeignKeyViolation, isTransient, isUniqueViolation } from "./errors.ts";

interface Tables {
  apple: { id: number; note: string | null };
}

let testDatabase: TestDatabase;
let owner: pg.Client;
let database: Database<Tables>;
const scope = { signal: new AbortController().signal };

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  owner = new pg.Client({ connectionString: testDatabase.ownerUrl });
  await owner.connect();
  await owner.query("create table apple (id int constraint apple_id primary key, note text)");
  database = createDatabase({
    url: testDatabase.ownerUrl,
    applicationName: "database-test",
    log: pino({ level: "silent" }),
    poolSize: 2,
    connectTimeoutMs: 200,
  });
});

beforeEach(async () => {
  await owner.query("truncate apple");
});

afterAll(async () => {
  await database.close();
  await owner.end();
  await testDatabase.close();
});

function running(fragment: string) {
  return async () => {
    const { rows } = await owner.query(
      "select count(*)::int as n from pg_stat_activity where state = 'active' and query like $1 and application_name = 'database-test'",
      [`%${fragment}%`],
    );
    return rows[0].n;
  };
}

test("a call that goes away cancels its statement in PostgreSQL, and its reason is thrown", async () => {
  const caller = new AbortController();
  const reason = new Fault("cancelled", "cancelled");
  const query = sql`select pg_sleep(60), 'first'`.execute(database.within({ signal: caller.signal }));
  const outcome = query.catch((error: unknown) => error);
  await expect.poll(running("pg_sleep(60), 'first'")).toBe(1);
  caller.abort(reason);
  expect(await outcome).toBe(reason);
  await expect.poll(running("pg_sleep(60), 'first'")).toBe(0);
});

test("a connection whose statement was cancelled is not used again: the cancel may come late", async () => {
  const single = createDatabase<Tables>({
    url: testDatabase.ownerUrl,
    applicationName: "database-test",
    log: pino({ level: "silent" }),
    poolSize: 1,
  });
  const backend = async () =>
    (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(single.db)).rows[0]?.pid;
  const before = await backend();
  const caller = new AbortController();
  const outcome = sql`select pg_sleep(60), 'again'`
    .execute(single.within({ signal: caller.signal }))
    .catch(() => "ended");
  await expect.poll(running("'again'")).toBe(1);
  caller.abort();
  expect(await outcome).toBe("ended");
  expect(await backend()).not.toBe(before);
  await single.close();
});

test("in a transaction as well, which is rolled back, and the pool goes on", async () => {
  const caller = new AbortController();
  const outcome = inTransaction(database, { signal: caller.signal }, async (tx) => {
    await tx.insertInto("apple").values({ id: 1, note: null }).execute();
    await sql`select pg_sleep(60), 'second'`.execute(tx);
  }).catch((error: unknown) => error);
  await expect.poll(running("'second'")).toBe(1);
  caller.abort();
  expect(await outcome).toBeInstanceOf(DOMException);
  await expect.poll(running("'second'")).toBe(0);
  expect(await database.db.selectFrom("apple").selectAll().execute()).toEqual([]);
  expect(database.stats().waiting).toBe(0);
});

test("a call that is over before its COMMIT is rolled back", async () => {
  const caller = new AbortController();
  const outcome = inTransaction(database, { signal: caller.signal }, async (tx) => {
    await tx.insertInto("apple").values({ id: 1, note: null }).execute();
    caller.abort(new Error("gone"));
  });
  await expect(outcome).rejects.toThrow("gone");
  expect(await database.db.selectFrom("apple").selectAll().execute()).toEqual([]);
});

test("a call that is over starts nothing", async () => {
  const signal = AbortSignal.abort(new Error("gone"));
  await expect(sql`select 1`.execute(database.within({ signal }))).rejects.toThrow("gone");
});

test("no statement outlives the deadline of its call", async () => {
  const outcome = inTransaction(database, { ...scope, deadline: Date.now() + 50 }, (tx) =>
    sql`select pg_sleep(60)`.execute(tx),
  );
  await expect(outcome).rejects.toMatchObject({ code: "deadline_exceeded", slug: "deadline-exceeded" });
});

test("who waits for a connection and goes away does not keep the one that comes", async () => {
  const held = Promise.withResolvers<void>();
  const holders = [1, 2].map(() => inTransaction(database, scope, () => held.promise));
  await expect.poll(() => database.stats()).toMatchObject({ open: 2, idle: 0 });
  const caller = new AbortController();
  const waiting = sql`select 1`.execute(database.within({ signal: caller.signal }));
  await expect.poll(() => database.stats().waiting).toBe(1);
  caller.abort(new Error("gone"));
  await expect(waiting).rejects.toThrow("gone");
  held.resolve();
  await Promise.all(holders);
  await expect.poll(() => database.stats()).toMatchObject({ idle: 2, waiting: 0 });
});

test("an exhausted pool is told as unavailable, and counted", async () => {
  const seen: string[] = [];
  const small = createDatabase<Tables>({
    url: testDatabase.ownerUrl,
    applicationName: "small",
    log: pino({ level: "silent" }),
    poolSize: 1,
    connectTimeoutMs: 100,
    observer: { acquired: () => seen.push("acquired"), timedOut: () => seen.push("timed out") },
  });
  const held = Promise.withResolvers<void>();
  const holder = inTransaction(small, scope, () => held.promise);
  await expect.poll(() => seen).toEqual(["acquired"]);
  const refused = await sql`select 1`.execute(small.db).catch((error: unknown) => error);
  expect(refused).toMatchObject({ code: "unavailable", retryAfterSeconds: 1 });
  expect(isTransient(refused)).toBe(true);
  expect(seen).toEqual(["acquired", "timed out"]);
  held.resolve();
  await holder;
  await small.close();
});

test("a database that is not there is told as unavailable", async () => {
  const nowhere = createDatabase<Tables>({
    url: "postgres://nobody:nothing@127.0.0.1:1/none",
    applicationName: "nowhere",
    log: pino({ level: "silent" }),
  });
  await expect(sql`select 1`.execute(nowhere.db)).rejects.toMatchObject({ code: "unavailable" });
  expect(nowhere.stats().size).toBe(defaultPoolSize());
  await nowhere.close();
});

test("values keep their meaning", async () => {
  const { rows } = await sql`
    select count(*) as count, 9007199254740991 as big, array[1::int8, null] as ids, date '2026-01-31' as day,
      timestamptz '2026-01-31 00:00:00+00' as at, '{[1,3)}'::int8multirange as seen`.execute(database.db);
  expect(rows).toEqual([
    {
      count: 1,
      big: Number.MAX_SAFE_INTEGER,
      ids: [1, null],
      day: "2026-01-31",
      at: new Date("2026-01-31T00:00:00Z"),
      seen: "{[1,3)}",
    },
  ]);
  await expect(sql`select 9007199254740993 as big`.execute(database.db)).rejects.toThrow(/does not fit/);
});

test("errors of PostgreSQL are recognised by state and constraint", async () => {
  const insert = () => database.db.insertInto("apple").values({ id: 1, note: null }).execute();
  await insert();
  const error = await insert().catch((it: unknown) => it);
  expect(isUniqueViolation(error)).toBe(true);
  expect(isUniqueViolation(error, "apple_id")).toBe(true);
  expect(isUniqueViolation(error, "other")).toBe(false);
  expect(isForeignKeyViolation(error)).toBe(false);
  expect(isTransient(error)).toBe(false);
});

test("a conflict of serializable transactions is tried again when told so", async () => {
  await database.db.insertInto("apple").values({ id: 1, note: "0" }).execute();
  const add = (attempts: number) =>
    inTransaction(
      database,
      scope,
      async (tx) => {
        const { note } = await tx
          .selectFrom("apple")
          .select("note")
          .where("id", "=", 1)
          .executeTakeFirstOrThrow();
        await sql`select pg_sleep(0.05)`.execute(tx);
        await tx
          .updateTable("apple")
          .set({ note: String(Number(note) + 1) })
          .where("id", "=", 1)
          .execute();
      },
      { isolation: "serializable", attempts },
    );
  await Promise.all([add(5), add(5)]);
  expect(await database.db.selectFrom("apple").select("note").execute()).toEqual([{ note: "2" }]);
  const once = await Promise.allSettled([add(1), add(1)]);
  const reasons = once.filter((it) => it.status === "rejected").map((it) => it.reason);
  expect(reasons.map(isConflict)).toEqual([true]);
});

test("an error that was swallowed does not pass for a commit", async () => {
  const outcome = inTransaction(database, scope, async (tx) => {
    await sql`select nonsense`.execute(tx).catch(() => undefined);
  });
  await expect(outcome).rejects.toThrow("Transaction was rolled back instead of committed");
});

test("a read-only transaction refuses to write", async () => {
  const write = inTransaction(
    database,
    scope,
    (tx) => tx.insertInto("apple").values({ id: 1, note: null }).execute(),
    { readOnly: true },
  );
  await expect(write).rejects.toThrow(/read-only transaction/);
});

test("the client below a transaction works inside of it", async () => {
  await inTransaction(database, scope, async (tx) => {
    await tx.insertInto("apple").values({ id: 5, note: "mine" }).execute();
    const rows = await withClient(tx, async (client) => (await client.query("select note from apple")).rows);
    expect(rows).toEqual([{ note: "mine" }]);
  });
});

test("a backend that is terminated while idle is replaced", async () => {
  await sql`select 1`.execute(database.db);
  await owner.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'database-test'",
  );
  await expect.poll(() => database.stats().open).toBe(0);
  expect((await sql`select 2 as two`.execute(database.db)).rows).toEqual([{ two: 2 }]);
});

test("a connection that breaks between two statements of a transaction fails the next one, not the process", async () => {
  const outcome = await inTransaction(database, scope, async (tx) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
    const gone = withClient(tx, (client) => new Promise((resolve) => client.once("end", resolve)));
    await owner.query("select pg_terminate_backend($1)", [rows[0]?.pid]);
    await gone;
    await sql`select 1`.execute(tx);
  }).catch((error: unknown) => error);
  expect(isTransient(outcome)).toBe(true);
  expect((await sql`select 1 as one`.execute(database.db)).rows).toEqual([{ one: 1 }]);
});
