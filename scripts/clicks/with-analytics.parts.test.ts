import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LinksTables } from "@waypost/gen/db/links.ts";
import { createTestDatabase, type TestDatabase } from "@waypost/testing/test-database.ts";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { withAnalytics } from "./with-analytics.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase(["analytics", "links"]);
});
afterAll(() => database.close());
beforeEach(() => {
  vi.stubEnv("WAYPOST_DATABASE_URL", database.ownerUrl);
  for (const name of ["WAYPOST_DATA", "WAYPOST_CLICK_RETENTION_DAYS", "WAYPOST_GEO_FILE"])
    vi.stubEnv(name, "");
});
afterEach(() => {
  vi.unstubAllEnvs();
});

/** The roles that scripts have sessions as. */
async function sessions(): Promise<string[]> {
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ role: string }>(
      `select distinct usename as role from pg_stat_activity
       where datname = current_database() and application_name = 'waypost-script' order by 1`,
    );
    return rows.map(({ role }) => role);
  } finally {
    await client.end();
  }
}

const noSessions = () => vi.waitFor(async () => expect(await sessions()).toEqual([]), { timeout: 10_000 });

test("works as the role of analytics, and as that of another service when it is asked for", async () => {
  const found = await withAnalytics(async (place) => {
    const events = await place.database.db.selectFrom("outbox").selectAll().execute();
    const links = await place.open<LinksTables>("links").db.selectFrom("links").selectAll().execute();
    return { events, links, roles: await sessions() };
  });
  expect(found).toEqual({ events: [], links: [], roles: ["waypost_analytics", "waypost_links"] });
  await noSessions();
});

test("leaves no session behind when the work fails", async () => {
  const failing = withAnalytics(async (place) => {
    await place.database.db.selectFrom("outbox").selectAll().execute();
    throw new Error("no such day");
  });
  await expect(failing).rejects.toThrow("no such day");
  await noSessions();
});

test("Ctrl-C tells the work, and nobody listens to it afterwards", async () => {
  const before = process.listenerCount("SIGINT");
  const reason = await withAnalytics(async ({ signal }) => {
    expect(signal.aborted).toBe(false);
    const told = once(signal, "abort");
    process.kill(process.pid, "SIGINT");
    await told;
    return signal.reason;
  });
  expect(String(reason)).toContain("Interrupted; nothing of the step under way was changed.");
  expect(process.listenerCount("SIGINT")).toBe(before);
});

test("has the settings that the work depends on, with the product's defaults", async () => {
  const config = () => withAnalytics(async (place) => place.config);
  expect(await config()).toEqual({ clickRetentionDays: 400, geoFile: null });
  vi.stubEnv("WAYPOST_CLICK_RETENTION_DAYS", "30");
  vi.stubEnv("WAYPOST_GEO_FILE", "/geo.mmdb");
  expect(await config()).toEqual({ clickRetentionDays: 30, geoFile: "/geo.mmdb" });
  vi.stubEnv("WAYPOST_CLICK_RETENTION_DAYS", "0");
  await expect(config()).rejects.toThrow(/^WAYPOST_CLICK_RETENTION_DAYS: /);
  await noSessions();
});

test("without an address it is the database of the data folder, which has to be there", async () => {
  vi.stubEnv("WAYPOST_DATABASE_URL", "");
  const folder = mkdtempSync(join(tmpdir(), "waypost-script-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const never = () => withAnalytics(async () => "worked");
  vi.stubEnv("WAYPOST_DATA", folder);
  await expect(never()).rejects.toThrow(
    `The data folder ${folder} holds no database yet; run npm start once.`,
  );
  vi.stubEnv("WAYPOST_DATA", join(folder, "gone"));
  await expect(never()).rejects.toThrow(`There is no data folder ${join(folder, "gone")}`);
});
