import { createTestDatabase, type TestDatabase } from "@waypost/testing/test-database.ts";
import pg from "pg";
import { type Logger, pino } from "pino";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { jobConnections } from "../jobs/jobs-schema.ts";
import { reachPostgres, sessionsOf } from "./postgres-access.ts";

let database: TestDatabase;
/** What PostgreSQL allows to all that are not superusers. */
let most: number;

beforeAll(async () => {
  database = await createTestDatabase();
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  const setting = async (name: string) => Number((await client.query(`show ${name}`)).rows[0][name]);
  most =
    (await setting("max_connections")) -
    (await setting("superuser_reserved_connections")) -
    (await setting("reserved_connections"));
  await client.end();
});

afterAll(() => database.close());

/** A session that was closed is counted for a moment more. */
beforeEach(async () => {
  const url = new URL(database.ownerUrl);
  const name = url.pathname.slice(1);
  url.pathname = "/postgres";
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  const open = async () =>
    (await client.query("select from pg_stat_activity where datname = $1", [name])).rowCount;
  await vi.waitFor(async () => expect(await open()).toBe(0), { timeout: 10_000, interval: 10 });
  await client.end();
});

function logged(): { log: Logger; lines: Record<string, unknown>[] } {
  const lines: Record<string, unknown>[] = [];
  return { log: pino({ level: "info" }, { write: (line) => lines.push(JSON.parse(line)) }), lines };
}

test("nothing is said when PostgreSQL allows as many sessions as the processes may open", async () => {
  const { log, lines } = logged();
  const access = await reachPostgres(database.ownerUrl, most, log);
  expect(lines).toEqual([]);
  expect(access.ownerUrl).toBe(database.ownerUrl);
  expect(new URL(access.roleUrl("links")).username).toBe(new URL(database.url("links")).username);
});

test("the start says by how much max_connections is too low", async () => {
  const { log, lines } = logged();
  await reachPostgres(database.ownerUrl, most + 7, log);
  expect(lines).toMatchObject([
    { level: 40, sessions: most + 7, most, msg: expect.stringMatching(/raise max_connections by 7$/) },
  ]);
});

test("what other processes have open counts too", async () => {
  const other = new pg.Client({ connectionString: database.ownerUrl });
  await other.connect();
  try {
    const { log, lines } = logged();
    await reachPostgres(database.ownerUrl, most, log);
    expect(lines).toMatchObject([{ level: 40, others: 1, msg: expect.stringMatching(/by 1$/) }]);
  } finally {
    await other.end();
  }
});

test("every process and every service opens a pool of its own, and every process one for jobs", () => {
  const [one, three, workers] = [sessionsOf(1, 1), sessionsOf(3, 1), sessionsOf(3, 4)];
  expect(three - one).toBe(2 * (one - 10 - jobConnections));
  expect(workers - 10).toBe(4 * (three - 10));
});

test("a PostgreSQL that can't be reached is told in one sentence, without its password", async () => {
  const url = "postgres://owner:hidden-password@127.0.0.1:1/waypost";
  const failed = reachPostgres(url, 10, logged().log);
  await expect(failed).rejects.toThrow(/^PostgreSQL can't be reached at WAYPOST_DATABASE_URL: .+\.$/);
  await expect(failed).rejects.not.toThrow(/hidden-password/);
});

test("a URL without a password is refused, since those of the roles could then be guessed", async () => {
  const url = new URL(database.ownerUrl);
  url.password = "";
  await expect(reachPostgres(url.href, 10, logged().log)).rejects.toThrow(
    /^WAYPOST_DATABASE_URL has no password/,
  );
});
