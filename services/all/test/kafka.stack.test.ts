import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findCapability } from "@waypost/testing/capabilities.ts";
import { FaultProxy } from "@waypost/testing/kafka/fault-proxy.ts";
import { type KafkaBroker, startKafka } from "@waypost/testing/kafka/start-kafka.ts";
import { createTestDatabase, type TestDatabase } from "@waypost/testing/test-database.ts";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { expectBalance } from "./journey.ts";
import { newDataFolder, Product, removeDataFolder } from "./product.ts";

const patience = { timeout: 60_000, interval: 100 };
const brokerFolder = mkdtempSync(join(tmpdir(), "waypost-kafka-"));
const topicsScript = join(import.meta.dirname, "../../../scripts/topics/main.ts");

let broker: KafkaBroker;
let proxy: FaultProxy;
let database: TestDatabase;
let folder: string;
let running: Product | undefined;
/** Clicks of all tests so far. */
let clicks = 0;

/** The product with Kafka as its bus, reached by the proxy. */
async function start(env: Readonly<Record<string, string>> = {}): Promise<Product> {
  running = await Product.start(folder, {
    WAYPOST_DATABASE_URL: database.ownerUrl,
    WAYPOST_BUS: "kafka",
    WAYPOST_KAFKA_BROKERS: proxy.address,
    WAYPOST_KAFKA_REPLICATION: "1",
    WAYPOST_LOG_LEVEL: "info",
    ...env,
  });
  return running;
}

async function makeLink(product: Product): Promise<string> {
  const { body } = await product.call("POST", "/api/v1/links", { url: "https://example.com/kafka" });
  return body.code;
}

/** Visits a link so many times, some at once; answers how many were sent on. */
async function visit(product: Product, code: string, times: number): Promise<number> {
  let redirected = 0;
  for (let done = 0; done < times; done += 20) {
    const answers = await Promise.allSettled(
      Array.from({ length: Math.min(20, times - done) }, () => product.call("GET", `/${code}`)),
    );
    for (const answer of answers)
      if (answer.status === "fulfilled" && answer.value.status === 302) redirected++;
  }
  clicks += redirected;
  return redirected;
}

/** Every click of all tests is stored once, and none is missing. */
async function expectAllCounted(product: Product): Promise<void> {
  await vi.waitFor(() => expectBalance(product, clicks), patience);
}

async function readinessOf(product: Product): Promise<{ ready: boolean; checks: Record<string, string> }> {
  const response = await fetch(`${product.adminUrl}/readyz`);
  return JSON.parse(await response.text());
}

async function metricOf(product: Product, name: string): Promise<number> {
  const text = await (await fetch(`${product.adminUrl}/metrics`)).text();
  const line = text.split("\n").find((it) => it.startsWith(`${name}{`) || it.startsWith(`${name} `));
  return Number(line?.split(" ").at(-1));
}

describe.skipIf(findCapability("kafka") === undefined)("the product on Kafka", { timeout: 240_000 }, () => {
  beforeAll(async () => {
    proxy = await FaultProxy.start();
    broker = await startKafka({ folder: brokerFolder, proxyPort: proxy.port });
    proxy.forwardTo(broker.doorAddress("proxied"));
    const env = { ...process.env, WAYPOST_KAFKA_REPLICATION: "1" };
    const applied = spawnSync(process.execPath, [topicsScript, "apply", "--brokers", broker.address], {
      env,
    });
    expect(String(applied.stderr)).toBe("");
    expect(applied.status).toBe(0);
    // One installation for all tests: its topic, its data and its counts go together.
    database = await createTestDatabase();
    folder = newDataFolder();
  }, 180_000);

  afterEach(async () => {
    proxy.heal();
    await running?.stop();
    running = undefined;
  });

  afterAll(async () => {
    if (folder !== undefined) removeDataFolder(folder);
    await database?.close();
    await proxy?.close();
    await broker?.kill();
    rmSync(brokerFolder, { recursive: true, force: true });
  });

  test("counts every click, by several lanes, and those of its last moment at the next start", async () => {
    const product = await start();
    const code = await makeLink(product);
    expect(await visit(product, code, 300)).toBe(300);
    await expectAllCounted(product);
    expect(await metricOf(product, "waypost_forwarder_position_records")).toBe(300);
    expect(await metricOf(product, "waypost_forwarder_up")).toBe(1);
    expect(await readinessOf(product)).toMatchObject({ ready: true, checks: { "kafka-clicks": "ok" } });
    const { body } = await product.call("GET", "/api/v1/ledger");
    expect(body.lanes.filter(({ head }: { head: number }) => head > 0)).toHaveLength(4);
    expect(await visit(product, code, 40)).toBe(40);
    await product.stop("SIGKILL");
    const next = await start();
    await expectAllCounted(next);
  });

  test("goes on redirecting while Kafka is away, says so, and counts everything when it is back", async () => {
    const product = await start();
    const code = await makeLink(product);
    expect(await visit(product, code, 20)).toBe(20);
    await expectAllCounted(product);
    proxy.refuse();
    expect(await visit(product, code, 100)).toBe(100);
    await vi.waitFor(async () => {
      const { ready, checks } = await readinessOf(product);
      expect(ready).toBe(true);
      expect(checks["kafka-clicks"]).toMatch(/^Kafka can't be reached .*WAYPOST_KAFKA_BROKERS/);
    }, patience);
    expect(await metricOf(product, "waypost_forwarder_up")).toBe(0);
    expect(await metricOf(product, "waypost_forwarder_lag_records")).toBe(100);
    proxy.heal();
    await vi.waitFor(async () => {
      expect((await readinessOf(product)).checks["kafka-clicks"]).toBe("ok");
    }, patience);
    await expectAllCounted(product);
    const told = product.logLines.filter((line) => line.includes("Records wait in the local log"));
    expect(told.length).toBeLessThanOrEqual(2);
  });

  test("starts while Kafka is away, in several processes, and counts what came meanwhile when it is there", async () => {
    proxy.refuse();
    const product = await start({ WAYPOST_WORKERS: "2" });
    const code = await makeLink(product);
    expect(await visit(product, code, 60)).toBe(60);
    await vi.waitFor(() => {
      expect(product.stderr).toMatch(/Kafka can't be reached .*Records wait in the local log/);
    }, patience);
    proxy.heal();
    await expectAllCounted(product);
  });

  test("with the broker's word asked for, visitors wait for it; without it the setting decides", async () => {
    const product = await start({ WAYPOST_CLICK_ACK: "kafka", WAYPOST_ON_DISK_FULL: "refuse" });
    const code = await makeLink(product);
    expect(await visit(product, code, 100)).toBe(100);
    // Every visitor's click was at the broker before the answer.
    expect(await metricOf(product, "waypost_forwarder_position_records")).toBe(100);
    // A visitor who is refused for want of that word has left a click in the log all the same.
    const visitOnce = async () => {
      clicks++;
      return (await product.call("GET", `/${code}`)).status;
    };
    proxy.refuse();
    expect(await visitOnce()).toBe(503);
    await vi.waitFor(async () => expect((await readinessOf(product)).ready).toBe(false), patience);
    proxy.heal();
    await vi.waitFor(async () => expect(await visitOnce()).toBe(302), patience);
    expect(await metricOf(product, "waypost_redirect_unacknowledged_clicks")).toBeGreaterThan(0);
    await expectAllCounted(product);
  });

  test("carries the journey of a newcomer, and the events behind the list of links", async () => {
    const product = await start({ WAYPOST_OUTBOX: "true", WAYPOST_LINK_LIST: "model" });
    const { body: made } = await product.call("POST", "/api/v1/links", { url: "https://example.com/listed" });
    await visit(product, made.code, 3);
    await vi.waitFor(async () => {
      const { body } = await product.call("GET", "/api/v1/links");
      const listed = body.items.find(({ code }: { code: string }) => code === made.code);
      expect(listed?.clicks).toMatchObject({ total: 3 });
    }, patience);
    await expectAllCounted(product);
    expect(await readinessOf(product)).toMatchObject({ ready: true, checks: { "clicks-from-kafka": "ok" } });
    const lag = 'waypost_kafka_consumer_lag_outlives_retention{topic="clicks",group="analytics"}';
    expect(await metricOf(product, lag.slice(0, lag.indexOf("{")))).toBe(0);
  });

  test("refuses to start where clicks would go with the disk", async () => {
    await expect(start({ WAYPOST_LOG_EPHEMERAL: "true" })).rejects.toThrow(
      "With WAYPOST_LOG_EPHEMERAL=true clicks would be lost with the disk: set WAYPOST_CLICK_ACK=kafka",
    );
    running = undefined;
  });
});
