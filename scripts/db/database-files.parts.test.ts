import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { planDatabaseFiles } from "./database-files.ts";

let root: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "waypost-gen-db-"));
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

function put(service: string, sql: string): void {
  rmSync(join(root, "db"), { recursive: true, force: true });
  mkdirSync(join(root, "db", service), { recursive: true });
  writeFileSync(join(root, "db", service, "0001-start.sql"), sql);
}

test("without migrations there is nothing to plan", async () => {
  expect(await planDatabaseFiles(root)).toEqual(new Map());
});

test("plans the schema and the row types of a service", async () => {
  put(
    "apples",
    `create type colour as enum ('red', 'green');
     create domain weight as integer check (value > 0);
     create table apple (
       id bigint generated always as identity primary key,
       code text collate "C" not null unique,
       colour colour not null default 'red',
       weight weight,
       price numeric(8, 2) not null default 0,
       tags text[] not null default '{}',
       facts jsonb not null default '{}',
       shout text generated always as (upper(code)) stored,
       made_at timestamptz not null default now(),
       check (price >= 0)
     ) with (fillfactor = 50);
     comment on table apple is 'What keeps the doctor away.';
     create index apple_green on apple (made_at) where colour = 'green';
     create table bite (at timestamptz not null, apple_id bigint not null references apple) partition by range (at);
     create table bite_2026 partition of bite for values from ('2026-01-01') to ('2027-01-01');
     create view ripe as select id, code from apple where colour = 'red';
     create function count_apples() returns bigint language sql stable security definer set search_path = apples
       as $$ select count(*) from apple $$;`,
  );
  const files = await planDatabaseFiles(root);
  expect([...files.keys()]).toEqual(["db/apples.schema.sql", "gen/db/apples.ts"]);
  expect(files.get("db/apples.schema.sql")).toMatchInlineSnapshot(`
    "-- The schema \`apples\` after all migrations in db/apples/. Written by \`npm run gen\`; do not edit.

    create type colour as enum ('red', 'green');

    create domain weight as integer CHECK ((VALUE > 0));

    create table apple (
      id bigint not null generated always as identity,
      code text collate "C" not null,
      colour colour not null default 'red'::colour,
      weight weight,
      price numeric(8,2) not null default 0,
      tags text[] not null default '{}'::text[],
      facts jsonb not null default '{}'::jsonb,
      shout text generated always as (upper(code)),
      made_at timestamp with time zone not null default now(),
      constraint apple_pkey PRIMARY KEY (id),
      constraint apple_code_key UNIQUE (code),
      constraint apple_price_check CHECK ((price >= (0)::numeric))
    ) with (fillfactor=50);
    comment on table apple is 'What keeps the doctor away.';
    CREATE INDEX apple_green ON apples.apple USING btree (made_at) WHERE (colour = 'green'::colour);
    grant delete, insert, select, update on apple to waypost_apples;

    create table bite (
      at timestamp with time zone not null,
      apple_id bigint not null,
      constraint bite_apple_id_fkey FOREIGN KEY (apple_id) REFERENCES apple(id)
    ) partition by RANGE (at);
    grant delete, insert, select, update on bite to waypost_apples;

    create view ripe as
    SELECT id,
        code
       FROM apple
      WHERE colour = 'red'::colour;
    grant delete, insert, select, update on ripe to waypost_apples;

    CREATE OR REPLACE FUNCTION apples.count_apples()
     RETURNS bigint
     LANGUAGE sql
     STABLE SECURITY DEFINER
     SET search_path TO 'apples'
    AS $function$ select count(*) from apple $function$;
    grant execute on function count_apples() to waypost_apples;
    "
  `);
  expect(files.get("gen/db/apples.ts")).toMatchInlineSnapshot(`
    "// Row types of the schema \`apples\`. Written by \`npm run gen\` from db/apples/; do not edit.

    import type { ColumnType, Generated, GeneratedAlways } from "kysely";

    /** What keeps the doctor away. */
    export interface AppleTable {
      id: GeneratedAlways<number>;
      code: string;
      colour: Generated<"red" | "green">;
      weight: number | null;
      price: ColumnType<string, string | number | undefined, string | number>;
      tags: Generated<string[]>;
      facts: ColumnType<unknown, string | undefined, string>;
      shout: GeneratedAlways<string | null>;
      made_at: Generated<Date>;
    }

    export interface BiteTable {
      at: Date;
      apple_id: number;
    }

    export interface RipeTable {
      id: ColumnType<number | null, never, never>;
      code: ColumnType<string | null, never, never>;
    }

    /** Every table of the service, for \`Database<ApplesTables>\`. */
    export interface ApplesTables {
      apple: AppleTable;
      bite: BiteTable;
      ripe: RipeTable;
    }
    "
  `);
  expect(await planDatabaseFiles(root)).toEqual(files);
});

test("two runs at once take different databases", async () => {
  put("pears", "create table pear (id int primary key);");
  const other = mkdtempSync(join(tmpdir(), "waypost-gen-db-"));
  cpSync(join(root, "db"), join(other, "db"), { recursive: true });
  const [here, again, there] = await Promise.all([root, root, other].map(planDatabaseFiles));
  expect(again).toEqual(here);
  expect(there).toEqual(here);
  rmSync(other, { recursive: true, force: true });
});

test("a column without an agreed row type is named", async () => {
  put("apples", "create table apple (spot point not null);");
  await expect(planDatabaseFiles(root)).rejects.toThrow("apple.spot: the type point has no agreed row type");
});
