import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTestDatabase, type TestDatabase } from "@waypost/testing/test-database.ts";
import pg from "pg";
import { pino } from "pino";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { createDatabase, type Database, inTransaction } from "./database.ts";
import { startEmbeddedPostgres } from "./embedded-postgres.ts";
import { Listener, notify } from "./listen.ts";

const log = pino({ level: "silent" });
const scope = { signal: new AbortController().signal };
let testDatabase: TestDatabase;
let database: Database<unknown>;
let listener: Listener;
let heard: string[];

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = createDatabase({ url: testDatabase.ownerUrl, applicationName: "notifier", log, poolSize: 2 });
});

beforeEach(() => {
  heard = [];
  listener = new Listener({ url: testDatabase.ownerUrl, applicationName: "listener", log, minDelayMs: 5 });
});

afterEach(() => listener.close());

afterAll(async () => {
  await database.close();
  await testDatabase.close();
});

const handlers = {
  onMessage: (payload: string) => heard.push(payload),
  onLive: (live: boolean) => heard.push(live ? "live" : "dark"),
};

test("hears what a transaction tells, when it commits and only then", async () => {
  await listener.listen("apples", handlers);
  const failing = inTransaction(database, scope, async (tx) => {
    await notify(tx, "apples", "never");
    throw new Error("rolled back");
  });
  await expect(failing).rejects.toThrow("rolled back");
  await inTransaction(database, scope, async (tx) => {
    await notify(tx, "apples", "one");
    await notify(tx, "pears", "not mine");
  });
  await expect.poll(() => heard).toEqual(["live", "one"]);
});

test("several channels share the connection; one that is left is silent", async () => {
  const leave = await listener.listen("apples", handlers);
  await listener.listen("pears", { onMessage: (payload) => heard.push(`pear ${payload}`) });
  await leave();
  await notify(database.db, "apples", "one");
  await notify(database.db, "pears", "two");
  await expect.poll(() => heard).toEqual(["live", "pear two"]);
});

test("a broken connection is told at once and made again", async () => {
  await listener.listen("apples", handlers);
  const owner = new pg.Client({ connectionString: testDatabase.ownerUrl });
  await owner.connect();
  await owner.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'listener'",
  );
  await owner.end();
  await expect.poll(() => heard).toEqual(["live", "dark", "live"]);
  await notify(database.db, "apples", "again");
  await expect.poll(() => heard).toEqual(["live", "dark", "live", "again"]);
});

test("a handler that throws does not end the listening", async () => {
  await listener.listen("apples", {
    onMessage: (payload) => {
      heard.push(payload);
      throw new Error("bad handler");
    },
  });
  await notify(database.db, "apples", "one");
  await notify(database.db, "apples", "two");
  await expect.poll(() => heard).toEqual(["one", "two"]);
});

test("has caught up when all that was told before is heard; says so when it can't", async () => {
  await listener.listen("apples", handlers);
  for (let count = 0; count < 100; count++) await notify(database.db, "apples", String(count));
  await listener.caughtUp();
  expect(heard).toEqual(["live", ...Array.from({ length: 100 }, (_, count) => String(count))]);
  await listener.close();
  await expect(listener.caughtUp()).rejects.toThrow("do not arrive");
});

test("close tells that it is dark, and nothing listens any more", async () => {
  await listener.listen("apples", handlers);
  expect(listener.live).toBe(true);
  await listener.close();
  expect(heard).toEqual(["live", "dark"]);
  expect(listener.live).toBe(false);
  await expect(listener.listen("apples", handlers)).rejects.toThrow("closed");
});

test("listens again after PostgreSQL was away", async () => {
  const base = mkdtempSync(join(tmpdir(), "waypost-listen-"));
  const first = await startEmbeddedPostgres({ folder: base, log, durable: false });
  const restless = new Listener({
    url: first.ownerUrl(),
    applicationName: "listener",
    log,
    minDelayMs: 5,
    maxDelayMs: 20,
  });
  await restless.listen("apples", handlers);
  await first.stop();
  await expect.poll(() => heard).toEqual(["live", "dark"]);
  const second = await startEmbeddedPostgres({ folder: base, log, durable: false });
  await expect.poll(() => heard).toEqual(["live", "dark", "live"]);
  const client = new pg.Client({ connectionString: second.ownerUrl() });
  await client.connect();
  await client.query("notify apples, 'back'");
  await client.end();
  await expect.poll(() => heard).toEqual(["live", "dark", "live", "back"]);
  await restless.close();
  await second.stop();
  rmSync(base, { recursive: true, force: true });
});

test("the first attempt may fail: the listening begins when the database is there", async () => {
  const base = mkdtempSync(join(tmpdir(), "waypost-listen-"));
  const first = await startEmbeddedPostgres({ folder: base, log, durable: false });
  await first.stop();
  const early = new Listener({
    url: first.ownerUrl(),
    applicationName: "listener",
    log,
    minDelayMs: 5,
    maxDelayMs: 20,
  });
  await early.listen("apples", handlers);
  expect(heard).toEqual([]);
  const second = await startEmbeddedPostgres({ folder: base, log, durable: false });
  await expect.poll(() => heard).toEqual(["live"]);
  await early.close();
  await second.stop();
  rmSync(base, { recursive: true, force: true });
});
