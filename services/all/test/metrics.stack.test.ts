import { readFileSync } from "node:fs";
import { join } from "node:path";
import { product as declared } from "@waypost/gen/product.ts";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { newDataFolder, Product, removeDataFolder } from "./product.ts";

const root = join(import.meta.dirname, "../../..");
let data: string;
let product: Product;

beforeAll(async () => {
  data = newDataFolder();
  product = await Product.start(data);
  const made = await product.call("POST", "/api/v1/links", { url: "https://example.com/", alias: "seen" });
  expect(made.status).toBe(201);
  await fetch(`${product.url}/seen`, { redirect: "manual" });
  await fetch(`${product.url}/missing`, { redirect: "manual" });
});

afterAll(async () => {
  await product.stop();
  removeDataFolder(data);
});

/** The samples of /metrics by name and labels, as they stand in its lines. */
async function samples(): Promise<ReadonlyMap<string, number>> {
  const text = await (await fetch(`${product.adminUrl}/metrics`)).text();
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return new Map(
    lines.map((line) => [
      line.slice(0, line.lastIndexOf(" ")),
      Number(line.slice(line.lastIndexOf(" ") + 1)),
    ]),
  );
}

/** What operators draw and are woken by: a name that changes breaks their dashboards. */
test.each([
  ["requests by operation and status", 'waypost_http_requests_total{operation="createLink",status="201"}', 1],
  ["how long operations take", 'waypost_http_request_seconds_count{operation="createLink"}', 1],
  ["redirects", 'waypost_redirects_total{outcome="redirected"}', 1],
  ["visits that were not sent on, by reason", 'waypost_redirects_total{outcome="not-found"}', 1],
  ["redirect latency", "waypost_redirect_seconds_count", 1],
  ["appends to the log", 'waypost_log_appends_total{topic="clicks",outcome="recorded"}', 1],
  ["visits without a record", 'waypost_log_appends_total{topic="clicks",outcome="unrecorded"}', 0],
  ["clicks that wait", "waypost_clicks_unread_records", 0],
  ["the age of the oldest of them", "waypost_clicks_oldest_unread_seconds", 0],
  ["batches of the consumer", "waypost_clicks_batch_seconds_count", 1],
  ["clicks the consumer handled", "waypost_clicks_records_total", 1],
  ["dead letters", "waypost_clicks_set_aside_total", 0],
  ["the ledger's state", "waypost_ledger_balanced", 1],
  ["clicks accepted, by the ledger", 'waypost_ledger{term="accepted"}', 1],
  ["clicks stored, by the ledger", 'waypost_ledger{term="stored"}', 1],
  ["clicks lost, by the ledger", 'waypost_ledger{term="lost"}', 0],
  ["pool time-outs", 'waypost_db_acquire_timeouts_total{service="links"}', 0],
])(
  "%s",
  async (_, name, value) => {
    await vi.waitFor(async () => expect((await samples()).get(name)).toBe(value), {
      timeout: 30_000,
      interval: 50,
    });
  },
  35_000,
);

test("pools, by service and state", async () => {
  // What a process asks of each pool itself, also where nobody has called the service yet.
  expect((await fetch(`${product.adminUrl}/readyz`)).status).toBe(200);
  const now = await samples();
  for (const service of declared.services) {
    for (const state of ["limit", "used", "idle", "waiting"])
      expect(now.get(`waypost_db_connections{service="${service}",state="${state}"}`)).toBeDefined();
    expect(now.get(`waypost_db_acquire_seconds_count{service="${service}"}`)).toBeGreaterThan(0);
  }
});

test("jobs, background work and calls between services", async () => {
  const names = [...(await samples()).keys()];
  for (const family of [
    "waypost_job_runs_total",
    "waypost_background_starts_total",
    "waypost_rpc_client_seconds_count",
    "waypost_rpc_server_seconds_count",
  ])
    expect(names).toContainEqual(expect.stringMatching(new RegExp(`^${family}\\{`)));
});

test("the delay of the event loop, memory and processor time", async () => {
  const now = await samples();
  expect(now.get("nodejs_eventloop_lag_p99_seconds")).toBeGreaterThan(0);
  expect(now.get("process_resident_memory_bytes")).toBeGreaterThan(0);
  expect(now.get("process_cpu_seconds_total")).toBeGreaterThan(0);
});

test("the build", async () => {
  const { version }: { version: string } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const build = [...(await samples()).keys()].find((name) => name.startsWith("waypost_build_info{"));
  expect(build).toContain(`version="${version}"`);
  expect(build).toContain(`services="${declared.services.join(",")}"`);
  expect(build).toContain(`node="${process.versions.node}"`);
  expect(build).toMatch(/commit="([0-9a-f]{12}|unknown)"/);
});
