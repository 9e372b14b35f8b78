import pg from "pg";
import { expect, test } from "vitest";
import { askForPart } from "./on-demand.ts";
import { createTestDatabase, dropTestDatabase } from "./test-database.ts";

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: "forgetful" });
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

async function names(): Promise<string[]> {
  const client = await connect(await askForPart("postgresOnDemand"));
  const { rows } = await client.query<{ datname: string }>("select datname from pg_database");
  await client.end();
  return rows.map((row) => row.datname);
}

test("each test has a database of its own, gone when it is closed", async () => {
  const [one, two] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  const client = await connect(one.ownerUrl);
  await client.query("create table mine (id int)");
  await client.end();
  const other = await connect(two.ownerUrl);
  await expect(other.query("select * from mine")).rejects.toThrow(/does not exist/);
  await other.end();
  await one.close();
  await two.close();
  expect(await names()).not.toContain(one.name);
});

test("a clone has the schema of the service and its role works in it", async () => {
  await using database = await createTestDatabase("identity");
  const { db } = database.open<{ workspaces: { id: string } }>("identity");
  expect(await db.selectFrom("workspaces").select("id").execute()).toEqual([]);
});

test("a connection left open fails the test by name, and the database is dropped all the same", async () => {
  const database = await createTestDatabase();
  const forgotten = await connect(database.ownerUrl);
  await expect(database.close()).rejects.toThrow(`Connections left open on ${database.name}: forgetful`);
  expect(await names()).not.toContain(database.name);
  await forgotten.end().catch(() => undefined);
});

test("nothing but test databases is dropped", async () => {
  const client = await connect(await askForPart("postgresOnDemand"));
  await expect(dropTestDatabase(client, "waypost")).rejects.toThrow(
    "`waypost` is not a test database; it is not dropped.",
  );
  await client.end();
});
