import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDatabase, type Database } from "../db/database.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "../db/embedded-postgres.ts";
import { BackgroundWork } from "../lifecycle/spawn.ts";
import { lockConformance } from "../testing/lock-conformance.ts";
import { LeasedLocks } from "./leased-locks.ts";
import { locksTable, PostgresLockStore } from "./postgres-lock-store.ts";

const log = pino({ level: "silent" });
const background = new BackgroundWork(log);
let folder: string;
let postgres: EmbeddedPostgres;
let database: Database<unknown>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "waypost-locks-"));
  // One of its own, as it is stopped meanwhile.
  postgres = await startEmbeddedPostgres({ folder, log, durable: false });
  database = createDatabase({ url: postgres.ownerUrl(), applicationName: "locks", log, poolSize: 5 });
  await sql.raw(locksTable).execute(database.db);
});
afterAll(async () => {
  await background.stop();
  await database.close();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

test("a lock got while the process is stopping is free again at once", async () => {
  const store = new PostgresLockStore(database);
  const stopped = new BackgroundWork(log);
  await stopped.stop();
  const late = new LeasedLocks({ store, background: stopped, owner: "late", log });
  await expect(late.tryAcquire("late", { leaseMs: 600_000 })).rejects.toThrow("the process is stopping");
  const lock = await new LeasedLocks({ store, background, owner: "test", log }).tryAcquire("late");
  expect(lock).not.toBeNull();
  await lock?.release();
});

describe("PostgresLockStore", { timeout: 60_000 }, () =>
  lockConformance(() => ({
    open: () => new LeasedLocks({ store: new PostgresLockStore(database), background, owner: "test", log }),
    async jump(name, way) {
      const change = sql.raw(way === "over" ? "- interval '1 day'" : "+ interval '1 day'");
      await sql`update locks set expires_at = expires_at ${change} where name = ${name}`.execute(database.db);
    },
    async goAway() {
      await postgres.stop();
    },
    async comeBack() {
      postgres = await startEmbeddedPostgres({ folder, log, durable: false, port: postgres.port });
    },
    holder: ["postgres", postgres.ownerUrl()],
  })),
);
