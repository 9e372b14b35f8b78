import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { lintMigration, lintMigrations } from "./lint-migrations.ts";
import type { Migration } from "./migration-files.ts";

function rulesOf(sql: string, options: Partial<Migration> = {}): string[] {
  const migration: Migration = {
    number: 2,
    name: "0002-x.sql",
    path: "db/apples/0002-x.sql",
    sql,
    checksum: "",
    formerly: [],
    transactional: true,
    contract: false,
    ...options,
  };
  return lintMigration(migration).map((it) => `${it.line} ${it.rule}`);
}

test.each([
  ["create index a on apple (id)", "index-concurrently"],
  ["create unique index if not exists a on only apples.apple using btree (id)", "index-concurrently"],
  ["create index concurrently if not exists a on apple (id)", "concurrently-alone"],
  ["begin", "transaction-control"],
  ["alter table apple alter column id type bigint", "column-type"],
  ["alter table apple alter id set data type bigint", "column-type"],
  ["alter table apple add column note text not null", "column-not-null"],
  ["alter table apple add note text not null, add other text", "column-not-null"],
  ["alter table apple add column key uuid default gen_random_uuid()", "column-volatile-default"],
  ["alter table apple alter note set not null", "set-not-null"],
  ["alter table apple add constraint c check (id > 0)", "constraint-not-valid"],
  ["alter table apple add foreign key (pear) references pear", "constraint-not-valid"],
  ["alter table apple add constraint u unique (note)", "constraint-using-index"],
  ["alter table apple add primary key (id)", "constraint-using-index"],
  ["alter table apple drop column note", "contract"],
  ["alter table apple rename note to remark", "contract"],
  ["drop table apple", "contract"],
  ["drop index a", "heavy-lock"],
  ["lock table apple", "heavy-lock"],
  ["truncate apple", "heavy-lock"],
  ["update apple set note = 'x'", "back-fill"],
  ["delete from apple", "back-fill"],
  ["create function f() returns int language sql security definer as $$ select 1 $$", "definer-search-path"],
  ["create table pear (at timestamp not null)", "types"],
  ["create table pear (id bigserial)", "types"],
])("%s breaks %s", (sql, rule) => {
  expect(rulesOf(`-- Why.\n${sql};`)).toEqual([`2 ${rule}`]);
});

test.each([
  "create table pear (id int not null, at timestamptz); create index p on pear (id); alter table pear add check (id > 0)",
  "alter table apple add column note text",
  "alter table apple add column note text not null default ''",
  "alter table apple add constraint c check (id > 0) not valid",
  "alter table apple validate constraint c",
  "alter table apple add constraint u unique using index a",
  "create function f() returns int language sql security definer set search_path = apples as $$ select 1; drop table apple $$",
  "insert into apple values ('drop table apple; update apple set x = 1')",
  "/* drop table apple; */ select 1 -- ; drop table apple",
])("%s is fine", (sql) => {
  expect(rulesOf(sql)).toEqual([]);
});

test("what is taken away belongs into a contract file", () => {
  expect(rulesOf("alter table apple drop column note; drop table pear;", { contract: true })).toEqual([]);
});

test("a file without a transaction holds one statement that can be repeated", () => {
  const alone = { transactional: false };
  expect(rulesOf("create index concurrently if not exists a on apple (id);", alone)).toEqual([]);
  expect(rulesOf("create index concurrently a on apple (id);", alone)).toEqual(["1 concurrently-repeatable"]);
  expect(rulesOf("select 1;\nselect 2;", alone)).toEqual(["2 one-alone"]);
});

test("an exception needs a reason", () => {
  expect(
    rulesOf("-- allow truncate\n-- allow heavy-lock: a cache, empty by design\ntruncate apple;"),
  ).toEqual(["3 truncate"]);
  expect(rulesOf("-- allow heavy-lock: a cache, empty by design\ntruncate apple;")).toEqual([]);
});

test("an empty file is a finding", () => {
  expect(rulesOf("-- later\n")).toEqual(["1 empty"]);
  expect(rulesOf("-- all of it went elsewhere\n", { formerly: ["checksum"] })).toEqual([]);
});

test("our own migrations pass", () => {
  const root = fileURLToPath(new URL("../../../db", import.meta.url));
  expect(lintMigrations(root, ["analytics", "identity", "links"])).toEqual([]);
});
