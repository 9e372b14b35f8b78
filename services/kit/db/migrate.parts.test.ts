import { createHash } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTestDatabase, type TestDatabase } from "@waypost/testing/test-database.ts";
import pg from "pg";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type MigrateOptions, migrate } from "./migrate.ts";

let root: string;
let database: TestDatabase;
let owner: pg.Client;
let logged: string[];

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), "waypost-migrate-"));
  database = await createTestDatabase();
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  logged = [];
});

afterEach(async () => {
  await owner.end();
  await database.close();
  rmSync(root, { recursive: true, force: true });
});

function put(service: string, name: string, sql: string): void {
  mkdirSync(join(root, service), { recursive: true });
  writeFileSync(join(root, service, name), sql);
}

function run(options: Partial<MigrateOptions> = {}) {
  const log = pino({ level: "debug" }, { write: (line: string) => void logged.push(line) });
  return migrate({
    ownerUrl: database.ownerUrl,
    root,
    services: [{ name: "apples" }],
    rolePassword: () => null,
    log,
    ...options,
  });
}

test("applies the files in order, once", async () => {
  put("apples", "0001-table.sql", "create table apple (id int primary key);");
  put("apples", "0002-rows.sql", "insert into apple values (1), (2);");
  expect((await run()).map((it) => it.name)).toEqual(["0001-table.sql", "0002-rows.sql"]);
  expect(await run()).toEqual([]);
  const { rows } = await owner.query("select id from apples.apple order by id");
  expect(rows).toEqual([{ id: 1 }, { id: 2 }]);
});

test("a file that fails leaves nothing behind and is told with its line", async () => {
  put("apples", "0001-broken.sql", "create table apple (id int);\n\nselect nonsense from apple;\n");
  await expect(run()).rejects.toThrow(/apples\/0001-broken\.sql:3: column "nonsense" does not exist/);
  const { rows } = await owner.query("select to_regclass('apples.apple') as found");
  expect(rows).toEqual([{ found: null }]);
});

test("a file changed after it was applied is refused", async () => {
  put("apples", "0001-table.sql", "create table apple (id int);");
  await run();
  put("apples", "0001-table.sql", "create table apple (id bigint);");
  await expect(run()).rejects.toThrow(/0001-table\.sql was changed after it was applied/);
});

test("a file that says what it was is as good as applied", async () => {
  const before = "create table apple (id int);";
  put("apples", "0001-table.sql", before);
  await run();
  const checksum = createHash("sha256").update(before).digest("hex");
  put(
    "apples",
    "0001-table.sql",
    `-- Taken over.\n-- formerly: ${checksum}\ncreate table apple (id bigint);`,
  );
  expect(await run()).toEqual([]);
  put("apples", "0001-table.sql", `create table apple (id bigint);\n-- formerly: ${checksum}`);
  await expect(run()).rejects.toThrow(/0001-table\.sql was changed after it was applied/);
});

test("what a service uses of kit comes before its own files, once, and can't be noted by its role", async () => {
  put("apples", "0001-table.sql", "alter table outbox add column ripe boolean;");
  const services = [{ name: "apples", uses: ["outbox", "cursors"] as const }];
  expect((await run({ services })).map((it) => it.name)).toEqual([
    "outbox/0001-outbox.sql",
    "cursors/0001-cursor-secret.sql",
    "0001-table.sql",
  ]);
  expect(await run({ services })).toEqual([]);
  const more = [{ name: "apples", uses: ["outbox", "cursors", "audit"] as const }];
  expect((await run({ services: more })).map((it) => it.name)).toEqual(["audit/0001-audit-entries.sql"]);
  await owner.query("set role waypost_apples; set search_path = apples");
  await expect(owner.query("delete from kit_migrations")).rejects.toThrow(/permission denied/);
});

test("a part of kit that was changed after it was applied is refused", async () => {
  put("apples", "0001-table.sql", "create table apple (id int);");
  const services = [{ name: "apples", uses: ["outbox"] as const }];
  await run({ services });
  await owner.query("update apples.kit_migrations set checksum = 'other'");
  await expect(run({ services })).rejects.toThrow(
    /outbox\/0001-outbox\.sql was changed after it was applied/,
  );
});

test("line ends do not count as a change", async () => {
  put("apples", "0001-table.sql", "create table apple (\n id int);\n");
  await run();
  put("apples", "0001-table.sql", "create table apple (\r\n id int);\r\n");
  expect(await run()).toEqual([]);
});

test("a database that is ahead of the files is left alone and said so", async () => {
  put("apples", "0001-table.sql", "create table apple (id int);");
  put("apples", "0002-more.sql", "alter table apple add note text;");
  await run();
  rmSync(join(root, "apples", "0002-more.sql"));
  expect(await run()).toEqual([]);
  expect(logged.join()).toContain("The database is ahead");
});

test("two runners at once apply each file once", async () => {
  put("apples", "0001-table.sql", "create table apple (id int); select pg_sleep(0.1);");
  const both = await Promise.all([run(), run()]);
  expect(both.flat()).toHaveLength(1);
});

test("waits for a lock in short turns, so that others pass", async () => {
  put("apples", "0001-table.sql", "create table apple (id int);");
  await run();
  put("apples", "0002-column.sql", "alter table apple add note text;");
  await owner.query("begin; lock table apples.apple in access share mode");
  const migrating = run({ lockTimeoutMs: 50 });
  await expect.poll(() => logged.join()).toContain("Got no lock in time");
  await owner.query("commit");
  expect(await migrating).toHaveLength(1);
});

test("a statement that needs to be alone runs without a transaction, and again after it broke", async () => {
  put("apples", "0001-table.sql", "create table apple (id int); insert into apple values (1), (1);");
  const index = "-- no-transaction\ncreate unique index concurrently if not exists apple_id on apple (id);";
  put("apples", "0002-index.sql", index);
  await expect(run()).rejects.toThrow(/could not create unique index/);
  await owner.query("delete from apples.apple");
  expect(await run()).toHaveLength(1);
  const { rows } = await owner.query(
    "select indisvalid from pg_index where indexrelid = 'apples.apple_id'::regclass",
  );
  expect(rows).toEqual([{ indisvalid: true }]);
});

test.each([
  ["0002-second.sql", /expected number 0001/],
  ["0001_underscore.sql", /NNNN-kebab-case/],
])("refuses the file name %s", async (name, message) => {
  put("apples", name, "select 1;");
  await expect(run()).rejects.toThrow(message);
});

test("a service's role works with its own rows and sees nothing else", async () => {
  put("apples", "0001-table.sql", "create table apple (id int);");
  cpSync(join(root, "apples"), join(root, "pears"), { recursive: true });
  await run({ services: [{ name: "apples" }, { name: "pears" }], rolePassword: () => "secret" });
  const url = new URL(database.ownerUrl);
  url.username = "waypost_apples";
  url.password = "secret";
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    await client.query("insert into apple values (7)");
    await expect(client.query("select * from pears.apple")).rejects.toThrow(
      /permission denied for schema pears/,
    );
    await expect(client.query("create table more (id int)")).rejects.toThrow(
      /permission denied for schema apples/,
    );
    await expect(client.query("create table public.more (id int)")).rejects.toThrow(
      /permission denied for schema public/,
    );
    await expect(client.query("create temporary table more (id int)")).rejects.toThrow(/permission denied/);
    await expect(client.query("update schema_migrations set checksum = ''")).rejects.toThrow(
      /permission denied/,
    );
  } finally {
    await client.end();
  }
});
