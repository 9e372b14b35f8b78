import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readCatalogue } from "@waypost/kit/db/catalogue.ts";
import { migrate } from "@waypost/kit/db/migrate.ts";
import { dumpSchema } from "@waypost/kit/db/schema-dump.ts";
import { createTestDatabase, type TestDatabase } from "@waypost/testing/test-database.ts";
import pg from "pg";
import { pino } from "pino";
import { expect, onTestFinished, test } from "vitest";
import { services } from "../services.ts";

const current = join(import.meta.dirname, "../../../db");
const log = pino({ level: "error" });
const run = ({ ownerUrl }: TestDatabase, root: string, wanted: Parameters<typeof migrate>[0]["services"]) =>
  migrate({ ownerUrl, root, services: wanted, rolePassword: () => null, log });

async function openEmpty(): Promise<{ database: TestDatabase; owner: pg.Client }> {
  const database = await createTestDatabase();
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  onTestFinished(async () => {
    await owner.end();
    await database.close();
  });
  return { database, owner };
}

/** The migrations as they were released before kit brought tables of its own. */
function releasedMigrations(): string {
  const root = mkdtempSync(join(tmpdir(), "waypost-released-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  cpSync(current, root, { recursive: true });
  cpSync(join(import.meta.dirname, "released-migrations"), root, { recursive: true });
  return root;
}

test("a database of the release before kit had tables of its own is taken over, and ends as a new one", async () => {
  const [old, fresh] = [await openEmpty(), await openEmpty()];
  const names = services.map(({ name }) => ({ name }));
  await run(old.database, releasedMigrations(), names);
  const { rows: secrets } = await old.owner.query("select secret from links.cursor_secret");
  await old.owner.query(`
    insert into links.outbox (event_id, aggregate_id, payload, projected_at)
      values (gen_random_uuid(), gen_random_uuid(), 'kept', now());
    insert into links.seen_events (consumer, event_id) values ('kept', gen_random_uuid())`);

  const applied = await run(old.database, current, services);
  expect(applied.map(({ name }) => name)).not.toContain("0001-links.sql");
  expect(await run(old.database, current, services)).toEqual([]);
  await run(fresh.database, current, services);

  for (const { name } of services)
    expect(dumpSchema(await readCatalogue(old.owner, name))).toBe(
      dumpSchema(await readCatalogue(fresh.owner, name)),
    );
  expect((await old.owner.query("select secret from links.cursor_secret")).rows).toEqual(secrets);
  const { rows } = await old.owner.query(`
    select (select count(*)::int from links.outbox where projected_at is not null) as events,
           (select count(*)::int from links.seen_events) as seen,
           (select count(*)::int from identity.outbox_turn) as turns`);
  expect(rows).toEqual([{ events: 1, seen: 1, turns: 1 }]);
}, 60_000);

test("the release before goes on working with a database that was taken over", async () => {
  const { database } = await openEmpty();
  const released = releasedMigrations();
  const names = services.map(({ name }) => ({ name }));
  await run(database, released, names);
  await run(database, current, services);
  expect(await run(database, released, names)).toEqual([]);
}, 60_000);
