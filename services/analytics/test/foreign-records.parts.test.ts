import { createTestDatabase, type TestDatabase } from "@waypost/testing/test-database.ts";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { keepForeignRecord } from "../store/foreign-records.ts";
import type { AnalyticsDatabase } from "../store/tables.ts";

let testDatabase: TestDatabase;
let database: AnalyticsDatabase;

beforeAll(async () => {
  testDatabase = await createTestDatabase("analytics");
  database = testDatabase.open("analytics");
});
afterAll(() => testDatabase.close());

test("a record of nobody is kept once, whatever its headers say", async () => {
  const headers = {
    escape: String.raw`\u0000`,
    path: String.raw`C:\users\u0000\x`,
    quote: '"',
    "name\\": "",
  };
  const record = {
    topic: "waypost.clicks",
    place: { topic: "waypost.clicks", topicId: "0".repeat(32), partition: 0, offset: 7, since: 0 },
    reason: "It has no payload.",
    headers,
    payload: Buffer.from([0, 255]),
    at: 0,
  };
  await keepForeignRecord(database.db, record);
  await keepForeignRecord(database.db, record);
  const { rows } = await sql`select headers, reason from foreign_records`.execute(database.db);
  expect(rows).toEqual([{ headers, reason: record.reason }]);
});
