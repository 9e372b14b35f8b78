import { createTestDatabase, type TestDatabase } from "@waypost/testing/test-database.ts";
import { sql } from "kysely";
import pg from "pg";
import { pino } from "pino";
import { Registry } from "prom-client";
import { afterEach, describe, expect, test, vi } from "vitest";
import { BackgroundWork } from "../lifecycle/spawn.ts";
import type { Job, JobPeriod } from "./job.ts";
import { JobDirectory, type ListedRun } from "./job-directory.ts";
import { JobRunner } from "./job-runner.ts";
import { JobStore } from "./job-store.ts";

const log = pino({ level: "silent" });
const patience = { timeout: 30_000, interval: 50 };
const opened: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

async function openDatabase(): Promise<TestDatabase> {
  const database = await createTestDatabase();
  opened.push(() => database.close());
  return database;
}

/** A process that runs jobs, as many as wanted on one database. */
function startProcess(database: TestDatabase, jobs: readonly Job[]) {
  const metrics = new Registry();
  const background = new BackgroundWork(log);
  const postgres = { ownerUrl: database.ownerUrl, roleUrl: (service: string) => database.url(service) };
  const store = new JobStore({ postgres, runs: true, log });
  const runner = new JobRunner({ store, background, log, metrics, afterMs: 0 });
  runner.register("test", jobs, log);
  runner.start();
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= runner.stop().then(() => store.close(5_000));
    return stopped;
  };
  opened.push(stop);
  return { directory: new JobDirectory(store), store, metrics, stop };
}

const every = (name: string, run: Job["run"], more: Partial<Job> = {}): Job => ({
  name,
  schedule: { everyMs: 1_000 },
  run,
  ...more,
});

async function ended(directory: JobDirectory, name: string): Promise<ListedRun[]> {
  const runs = (await directory.history("test", name, 50)) ?? [];
  return runs.filter(({ endedAt }) => endedAt !== null).reverse();
}

test("a job comes again, also after it failed, and its history says what came of each run", async () => {
  const database = await openDatabase();
  let runs = 0;
  const flaky = every("flaky", async () => {
    runs++;
    if (runs === 2) throw new Error("once");
    return { runs };
  });
  const { directory, metrics } = startProcess(database, [flaky]);
  await vi.waitFor(async () => expect((await ended(directory, "flaky")).length).toBeGreaterThan(2), patience);
  expect((await ended(directory, "flaky")).slice(0, 3)).toMatchObject([
    { state: "done", trigger: "schedule", detail: { runs: 1 }, error: null },
    { state: "failed", detail: null, error: "once" },
    { state: "done", detail: { runs: 3 } },
  ]);
  expect(await directory.list()).toMatchObject([
    { service: "test", name: "flaky", cron: null, takesPeriods: false },
  ]);
  expect(await metrics.metrics()).toContain(
    'waypost_job_runs_total{service="test",job="flaky",outcome="failed"} 1',
  );
}, 60_000);

test("of several processes one at a time runs a job, and it goes on when that one is stopped", async () => {
  const database = await openDatabase();
  let atWork = 0;
  let most = 0;
  const ran = [0, 0, 0];
  const processes = ran.map((_, index) =>
    startProcess(database, [
      every("lonely", async () => {
        atWork++;
        most = Math.max(most, atWork);
        ran[index] = (ran[index] ?? 0) + 1;
        // Simulates work that others could overlap with.
        await new Promise((resolve) => setTimeout(resolve, 300));
        atWork--;
        return undefined;
      }),
    ]),
  );
  await vi.waitFor(() => expect(ran.reduce((a, b) => a + b)).toBeGreaterThan(2), patience);
  await processes[0]?.stop();
  await processes[1]?.stop();
  const before = ran[2] ?? 0;
  await vi.waitFor(() => expect(ran[2]).toBeGreaterThan(before), patience);
  expect(most).toBe(1);
}, 120_000);

test("a stop fires the signal of the run under way, waits for its end, and notes it as stopped", async () => {
  const database = await openDatabase();
  const began = Promise.withResolvers<void>();
  let reason: unknown;
  const long = every("long", async ({ signal }) => {
    began.resolve();
    await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
    reason = signal.reason;
    throw signal.reason;
  });
  const first = startProcess(database, [long]);
  await began.promise;
  await first.stop();
  expect(reason).toMatchObject({ message: "the process is stopping" });
  const { directory } = startProcess(database, []);
  expect(await ended(directory, "long")).toMatchObject([{ state: "stopped" }]);
}, 60_000);

describe("an operator", () => {
  test("has a job run now, though it is not due, and asks for a period of the past", async () => {
    const database = await openDatabase();
    const periods: (JobPeriod | undefined)[] = [];
    const triggers: (string | undefined)[] = [];
    const nightly: Job = {
      name: "nightly",
      schedule: { cron: "20 3 1 1 *" },
      takesPeriods: true,
      run: async ({ period }) => {
        periods.push(period);
        return { days: 3 };
      },
    };
    const hourly = every(
      "hourly",
      async ({ trigger }) => {
        triggers.push(trigger);
        return undefined;
      },
      { schedule: { everyMs: 3_600_000 }, firstAfterMs: 3_600_000 },
    );
    const { directory } = startProcess(database, [nightly, hourly]);
    await vi.waitFor(async () => expect(await directory.list()).toHaveLength(2), patience);
    await vi.waitFor(
      async () => expect(await directory.history("test", "hourly", 5)).toHaveLength(1),
      patience,
    );
    const period = { from: new Date("2026-01-01T00:00:00Z"), to: new Date("2026-01-04T00:00:00Z") };
    const asked = await directory.runNow("test", "nightly", period);
    expect(asked).toMatchObject({
      state: expect.stringMatching(/waiting|running|done/),
      trigger: "request",
      period,
    });
    await vi.waitFor(
      async () =>
        expect(await ended(directory, "nightly")).toMatchObject([
          { state: "done", period, detail: { days: 3 } },
        ]),
      patience,
    );
    expect(periods).toEqual([period]);
    const brought = await directory.runNow("test", "hourly", null);
    expect(brought).toMatchObject({ trigger: "request" });
    if (brought === null || typeof brought === "string") throw new Error("no run was asked for");
    // Due now and not in 1970: it would be the last of its history, and too old to be kept.
    expect(Math.abs(brought.dueAt.getTime() - Date.now())).toBeLessThan(600_000);
    await vi.waitFor(async () => expect(await ended(directory, "hourly")).toHaveLength(1), patience);
    expect(triggers).toEqual(["request"]);
    // Its schedule goes on: the next run waits.
    await vi.waitFor(async () => {
      const [listed] = (await directory.list()).filter((it) => it.name === "hourly");
      expect(listed?.nextRunAt?.getTime()).toBeGreaterThan(Date.now() + 3_000_000);
    }, patience);
    expect(await directory.runNow("test", "hourly", period)).toBe("no-periods");
    expect(await directory.runNow("test", "unknown", null)).toBeNull();
    expect(await directory.history("test", "unknown", 1)).toBeNull();
  }, 120_000);

  test("is told when a run that was asked for waits already", async () => {
    const database = await openDatabase();
    const free = Promise.withResolvers<undefined>();
    opened.push(async () => free.resolve(undefined));
    const { directory } = startProcess(database, [every("busy", () => free.promise)]);
    await vi.waitFor(async () => {
      const runs = await directory.history("test", "busy", 5);
      expect(runs?.map(({ state }) => state)).toContain("running");
    }, patience);
    expect(await directory.runNow("test", "busy", null)).toMatchObject({ state: "waiting" });
    expect(await directory.runNow("test", "busy", null)).toBe("waiting");
    free.resolve(undefined);
    await vi.waitFor(async () => {
      const triggers = (await ended(directory, "busy")).map(({ trigger }) => trigger);
      expect(triggers.slice(0, 2)).toEqual(["schedule", "request"]);
    }, patience);
  }, 120_000);
});

test("a run whose process was killed fails after a while, and the job goes on in another", async () => {
  const database = await openDatabase();
  const { directory, store } = startProcess(database, [every("orphan", async () => ({ ran: true }))]);
  await vi.waitFor(async () => expect(await ended(directory, "orphan")).not.toHaveLength(0), patience);
  const { boss, database: pool } = await store.open();
  // As a process leaves it that is killed: at work, and nobody there.
  await vi.waitFor(async () => {
    const { rows } = await sql<{ id: string }>`
      update job set state = 'active', started_on = now() - interval '1 hour', heartbeat_on = now() - interval '1 hour'
      where id = (select id from job where name = 'test/orphan' and state = 'created') returning id`.execute(
      pool.db,
    );
    expect(rows).toHaveLength(1);
  }, patience);
  await boss.supervise("test/orphan");
  await vi.waitFor(
    async () => {
      const states = (await ended(directory, "orphan")).map(({ state }) => state);
      expect(states).toContain("failed");
      expect(states.lastIndexOf("done")).toBeGreaterThan(states.indexOf("failed"));
    },
    { timeout: 90_000, interval: 250 },
  );
}, 150_000);

test("the role of the jobs may neither change their tables nor see those of services", async () => {
  const database = await openDatabase();
  const { directory, store } = startProcess(database, [every("any", async () => undefined)]);
  await vi.waitFor(async () => expect(await directory.list()).toHaveLength(1), patience);
  const { database: pool } = await store.open();
  await expect(sql`drop table job`.execute(pool.db)).rejects.toThrow("must be owner of table job");
  await expect(sql`create table more (id int)`.execute(pool.db)).rejects.toThrow("permission denied");
}, 60_000);

test("jobs go on after the database had no connection for them, and are not run twice at a time then", async () => {
  const database = await openDatabase();
  let atWork = 0;
  let most = 0;
  let ran = 0;
  const job = every("steady", async () => {
    most = Math.max(most, ++atWork);
    // Simulates work that others could overlap with.
    await new Promise((resolve) => setTimeout(resolve, 100));
    atWork--;
    ran++;
    return undefined;
  });
  const { store } = startProcess(database, [job]);
  await vi.waitFor(() => expect(ran).toBeGreaterThan(0), patience);
  await store.open();
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  try {
    // Of this database only: roles are the whole cluster's, and other tests run on it.
    await owner.query(`revoke connect on database ${database.name} from public`);
    await owner.query(`select pg_terminate_backend(pid) from pg_stat_activity
      where usename = 'waypost_jobs' and datname = current_database()`);
    // As long as the outage lasts.
    await owner.query("select pg_sleep(2.5)");
  } finally {
    await owner.query(`grant connect on database ${database.name} to public`);
    await owner.end();
  }
  const before = ran;
  await vi.waitFor(() => expect(ran).toBeGreaterThan(before + 1), { timeout: 90_000, interval: 100 });
  expect(most).toBe(1);
}, 150_000);
