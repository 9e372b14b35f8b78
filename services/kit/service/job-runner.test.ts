import { pino } from "pino";
import { Registry } from "prom-client";
import { afterEach, expect, test, vi } from "vitest";
import { createTestDatabase } from "../testing/test-database.ts";
import type { Job, JobHistoryEntry } from "./job.ts";
import { advisoryTurns, type ExclusiveTurn } from "./job-lock.ts";
import { JobRunner } from "./job-runner.ts";

const runners: JobRunner[] = [];
const always: ExclusiveTurn = async (_, work) => {
  await work();
  return true;
};

function run(jobs: readonly Job[], turns: ExclusiveTurn = always) {
  const history: JobHistoryEntry[] = [];
  const metrics = new Registry();
  const runner = new JobRunner({
    service: "test",
    turns,
    log: pino({ level: "silent" }),
    metrics,
    record: async (entry) => void history.push(entry),
  });
  runners.push(runner);
  runner.start(jobs);
  return { runner, history, metrics };
}

afterEach(async () => {
  await Promise.all(runners.splice(0).map((runner) => runner.stop()));
});

test("a job comes again, also after it failed, and its history says what it returned", async () => {
  let runs = 0;
  const { history, metrics } = run([
    {
      name: "flaky",
      everyMs: 1,
      async run() {
        runs++;
        if (runs === 2) throw new Error("once");
        return { runs };
      },
    },
  ]);
  await vi.waitUntil(() => history.length >= 3, { timeout: 10_000 });
  expect(history.slice(0, 3)).toMatchObject([
    { job: "flaky", outcome: "done", detail: { runs: 1 } },
    { outcome: "failed", detail: "once" },
    { outcome: "done", detail: { runs: 3 } },
  ]);
  expect(await metrics.metrics()).toContain(
    'waypost_job_runs_total{service="test",job="flaky",outcome="failed"} 1',
  );
});

test("a stop fires the signal of the run under way and waits for its end", async () => {
  const began = Promise.withResolvers<void>();
  const { runner, history } = run([
    {
      name: "long",
      everyMs: 1,
      async run({ signal }) {
        began.resolve();
        await new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
      },
    },
  ]);
  await began.promise;
  await runner.stop();
  expect(history).toMatchObject([{ job: "long", outcome: "stopped" }]);
});

test("one process at a time has the turn of a job", async () => {
  await using database = await createTestDatabase();
  const turns = () => {
    const { ownerUrl: url } = database;
    return advisoryTurns(database.open("test", { url }), "test");
  };
  const [mine, theirs] = [turns(), turns()];
  const release = Promise.withResolvers<void>();
  const began = Promise.withResolvers<void>();
  const first = mine("job", async () => {
    began.resolve();
    await release.promise;
  });
  await began.promise;
  expect(await theirs("job", async () => undefined)).toBe(false);
  expect(await theirs("other", async () => undefined)).toBe(true);
  release.resolve();
  expect(await first).toBe(true);
  expect(await theirs("job", async () => undefined)).toBe(true);
});
