import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { newDataFolder, Product, removeDataFolder } from "./product.ts";

const patience = { timeout: 100_000, interval: 100 };
const reconcileRuns = "/api/v1/jobs/analytics/reconcile/runs";

let data: string;
let product: Product;

beforeAll(async () => {
  data = newDataFolder();
  product = await Product.start(data);
}, 60_000);
afterAll(async () => {
  await product.stop();
  removeDataFolder(data);
}, 60_000);

test("an operator lists the jobs of all services, has one run, and reads what came of it", async () => {
  await vi.waitFor(async () => {
    const { body } = await product.call("GET", "/api/v1/jobs");
    expect(body.items.map((it: { service: string; name: string }) => `${it.service}/${it.name}`)).toEqual([
      "analytics/fold-rollups",
      "analytics/keep-retention",
      "analytics/make-partitions",
      "analytics/publish-ledger",
      "analytics/reconcile",
      "links/forget-events",
      "links/purge-idempotency-keys",
      "links/shelve-expired",
    ]);
  }, patience);
  const period = { from: "2026-01-01T00:00:00.000Z", to: "2026-01-03T00:00:00.000Z" };
  const asked = await product.call("POST", reconcileRuns, period);
  expect(asked).toMatchObject({ status: 202, body: { trigger: "request", ...period } });
  await vi.waitFor(async () => {
    const { body } = await product.call("GET", reconcileRuns);
    expect(body.items).toMatchObject([
      { id: asked.body.id, state: "done", ...period, error: null, detail: { clicks: 0 } },
    ]);
  }, patience);
  const { body } = await product.call("GET", "/api/v1/jobs");
  const reconcile = body.items.find((it: { name: string }) => it.name === "reconcile");
  expect(reconcile).toMatchObject({ cron: "20 3 * * *", takesPeriods: true, lastRun: { id: asked.body.id } });
}, 240_000);
