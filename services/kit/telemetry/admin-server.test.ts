import { afterEach, expect, test } from "vitest";
import { type AdminServer, openAdminServer } from "./admin-server.ts";
import { createLogger } from "./logger.ts";
import { counter, createMetrics, gauge } from "./metrics.ts";
import { Readiness } from "./readiness.ts";

const opened: AdminServer[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((server) => server.close()));
});

async function open(readiness = new Readiness(50)) {
  const metrics = createMetrics({ version: "1.2.3", commit: "abc", services: "links" });
  const server = await openAdminServer({ port: 0, metrics, readiness, log: createLogger("silent") });
  opened.push(server);
  const get = async (path: string) => {
    const response = await fetch(server.url + path);
    return { status: response.status, text: await response.text() };
  };
  return { get, metrics, readiness };
}

test("shows the metrics of its own registry", async () => {
  const { get, metrics } = await open();
  counter(metrics, { name: "waypost_things_total", help: "Things." }).inc(3);
  const { text } = await get("/metrics");
  expect(text).toContain("waypost_things_total 3");
  expect(text).toMatch(/waypost_build_info\{version="1.2.3",commit="abc",services="links",node="\d+/);
  expect(text).toContain("nodejs_eventloop_lag_p99_seconds");
});

test("is alive before it is ready, and not ready again from the first moment of a stop", async () => {
  const { get, readiness } = await open();
  readiness.add("database", async () => {});
  expect((await get("/livez")).status).toBe(200);
  expect((await get("/readyz")).status).toBe(503);
  readiness.open();
  expect(await get("/readyz")).toEqual({ status: 200, text: '{"ready":true,"checks":{"database":"ok"}}\n' });
  readiness.close();
  readiness.open();
  expect((await get("/readyz")).status).toBe(503);
  expect((await get("/livez")).status).toBe(200);
});

test("names the check that fails and the one that does not answer", async () => {
  const { get, readiness } = await open();
  readiness.open();
  readiness.add("database", async () => {
    throw new Error("The database is away.");
  });
  readiness.add("log", () => new Promise(() => {}));
  const { status, text } = await get("/readyz");
  expect(status).toBe(503);
  expect(JSON.parse(text).checks).toEqual({
    database: "The database is away.",
    log: "No answer within 50 ms.",
  });
});

test("stays ready while something is away that it can do without, and says so", async () => {
  const { get, readiness } = await open();
  readiness.open();
  readiness.addNote("kafka", async () => {
    throw new Error("Kafka is away.");
  });
  expect(await get("/readyz")).toEqual({
    status: 200,
    text: '{"ready":true,"checks":{"kafka":"Kafka is away."}}\n',
  });
});

test("answers nothing else", async () => {
  const { get } = await open();
  expect((await get("/")).status).toBe(404);
});

test("makes a metric once, however often it is asked for, and never of two kinds", async () => {
  const { metrics } = await open();
  const spec = { name: "waypost_once_total", help: "Once.", labels: ["kind"] } as const;
  expect(counter(metrics, spec)).toBe(counter(metrics, spec));
  expect(() => gauge(metrics, spec)).toThrow("already of another kind");
});
