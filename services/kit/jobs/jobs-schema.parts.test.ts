import { createTestDatabase } from "@waypost/testing/test-database.ts";
import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { ensureJobsSchema } from "./jobs-schema.ts";

/** As `advisoryLock` there. */
const schemaLock = 7_205_011_985;

test("whoever makes the schema and never ends holds up nobody for ever", async () => {
  const database = await createTestDatabase();
  onTestFinished(() => database.close());
  const other = new pg.Client({ connectionString: database.ownerUrl });
  await other.connect();
  try {
    await other.query("select pg_advisory_lock($1)", [schemaLock]);
    const access = { ownerUrl: database.ownerUrl, roleUrl: (service: string) => database.url(service) };
    const plans = { getConstructionPlans: () => "", getMigrationPlans: () => "" };
    await expect(ensureJobsSchema(access, plans, 1, 50)).rejects.toThrow("lock timeout");
  } finally {
    await other.end();
  }
});
