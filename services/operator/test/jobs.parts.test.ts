import { operatorTable } from "@waypost/gen/rest/operator/routes.ts";
import { createHttpApp } from "@waypost/kit/http/create-http-app.ts";
import { mountOperations } from "@waypost/kit/http/mount-operations.ts";
import { JobRunner } from "@waypost/kit/jobs/job-runner.ts";
import { JobStore } from "@waypost/kit/jobs/job-store.ts";
import { accessBy } from "@waypost/kit/service/postgres-access.ts";
import { recordingLog } from "@waypost/testing/rest-fixture.ts";
import { createTestDatabase, type TestDatabase } from "@waypost/testing/test-database.ts";
import { makeTestHost, type TestHost } from "@waypost/testing/test-host.ts";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type OperatorContext, openContext } from "../context.ts";
import { operator } from "../service.ts";

const patience = { timeout: 60_000, interval: 50 };
const period = { from: "2026-01-01T00:00:00.000Z", to: "2026-01-03T00:00:00.000Z" };
const { log } = recordingLog();
const app = createHttpApp({ log });
let database: TestDatabase;
let asked: TestHost<unknown>;
let ctx: OperatorContext;
let stopRunner: () => Promise<void>;

beforeAll(async () => {
  database = await createTestDatabase();
  asked = makeTestHost(operator, { ownerUrl: database.ownerUrl, log });
  const { host } = asked;
  ctx = await openContext({ ...host, config: {} });
  // Another process runs the jobs.
  const store = new JobStore({ postgres: accessBy(database.ownerUrl), runs: true, log });
  const runner = new JobRunner({
    store,
    background: host.ops.background,
    log,
    metrics: host.ops.metrics,
    afterMs: 0,
  });
  const yearly = { schedule: { cron: "0 0 1 1 *" }, run: async () => ({ swept: 3 }) };
  runner.register(
    "house",
    [
      { name: "sweep", takesPeriods: true, ...yearly },
      { name: "dust", ...yearly },
    ],
    log,
  );
  runner.start();
  stopRunner = () => runner.stop().then(() => store.close(5_000));
  mountOperations(app, {
    table: operatorTable,
    operations: operator.rest?.operations ?? {},
    context: ctx,
    verifyKey: (token) => ({ keyId: "k", workspaceId: "w", scopes: [token.slice(3)], expiresAt: null }),
    deadlineMs: 60_000,
  });
}, 60_000);
afterAll(async () => {
  await app.close();
  await stopRunner();
  await asked.close();
  await database.close();
});

async function ask(method: "GET" | "POST", path: string, payload?: object, scope = "operator") {
  const headers = { authorization: `Bearer wp_${scope}` };
  const reply = await app.inject({
    ...{ method, url: `/api/v1/jobs${path}`, headers },
    ...(payload === undefined ? {} : { payload }),
  });
  return { status: reply.statusCode, body: reply.json() };
}

test("jobs of another service are listed, one is run for a period, and its history says what came of it", async () => {
  await vi.waitFor(async () => {
    const { body } = await ask("GET", "");
    expect(body.items).toMatchObject([
      { service: "house", name: "dust", cron: "0 0 1 1 *", takesPeriods: false },
      { service: "house", name: "sweep", cron: "0 0 1 1 *", takesPeriods: true },
    ]);
  }, patience);
  const run = await ask("POST", "/house/sweep/runs", period);
  expect(run).toMatchObject({ status: 202, body: { trigger: "request", ...period } });
  await vi.waitFor(async () => {
    const { body } = await ask("GET", "/house/sweep/runs");
    expect(body.items).toMatchObject([{ id: run.body.id, state: "done", ...period, detail: { swept: 3 } }]);
  }, patience);
}, 120_000);

test.each([
  ["/house/unknown/runs", {}, 404, "job-not-found"],
  ["/house/dust/runs", period, 422, "job-takes-no-periods"],
  ["/house/sweep/runs", { from: period.to, to: period.from }, 422, "period-invalid"],
  ["/house/sweep/runs", { from: period.from }, 422, "period-invalid"],
])("a run at %s of %j is refused", async (path, wanted, status, slug) => {
  await vi.waitFor(async () => expect((await ask("GET", "")).body.items).toHaveLength(2), patience);
  expect(await ask("POST", path, wanted)).toMatchObject({ status, body: { type: `/problems/${slug}` } });
});

test("only operators may ask", async () => {
  expect(await ask("GET", "", undefined, "links:read")).toMatchObject({ status: 403 });
  expect(await ask("POST", "/house/sweep/runs", {}, "links:write")).toMatchObject({ status: 403 });
});
