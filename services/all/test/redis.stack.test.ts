import { findCapability } from "@waypost/testing/capabilities.ts";
import { TestRedis } from "@waypost/testing/redis-server.ts";
import { createTestDatabase, type TestDatabase } from "@waypost/testing/test-database.ts";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { expectBalance } from "./journey.ts";
import { newDataFolder, Product, removeDataFolder } from "./product.ts";

const program = findCapability("redis") ?? "";
const patience = { timeout: 30_000, interval: 20 };

let database: TestDatabase;
let redis: TestRedis;
let folders: string[];
let running: Product[];

async function start(redisUrl = redis.url): Promise<Product> {
  const folder = newDataFolder();
  folders.push(folder);
  const product = await Product.start(folder, {
    WAYPOST_DATABASE_URL: database.ownerUrl,
    WAYPOST_REDIS_URL: redisUrl,
    WAYPOST_LOG_LEVEL: "info",
  });
  running.push(product);
  return product;
}

const metricsOf = async (product: Product) => await (await fetch(`${product.adminUrl}/metrics`)).text();

/** What the admin port says; see `ReadinessReport`. */
async function readinessOf(product: Product): Promise<{ ready: boolean; checks: Record<string, string> }> {
  const response = await fetch(`${product.adminUrl}/readyz`);
  return JSON.parse(await response.text());
}

async function hits(product: Product): Promise<number> {
  const line = /^waypost_shared_cache_looks_total\{cache="links",outcome="hit"\} (\d+)$/m;
  return Number(line.exec(await metricsOf(product))?.[1] ?? 0);
}

describe.skipIf(program === "")("two processes with Redis", { timeout: 180_000 }, () => {
  beforeEach(async () => {
    [folders, running] = [[], []];
    database = await createTestDatabase();
    redis = await TestRedis.start({ program });
  });
  afterEach(async () => {
    for (const product of running) await product.stop();
    for (const folder of folders) removeDataFolder(folder);
    await redis.close();
    await database.close();
  });

  test("share what they looked up, see each other's edits, and go on when Redis is gone", async () => {
    const [first, second] = [await start(), await start()];
    let visits = 0;
    const target = async (product: Product, code: string) => {
      const { status, headers } = await product.call("GET", `/${code}`);
      expect(status).toBe(302);
      visits++;
      return headers.get("location");
    };
    const bothUseRedis = () =>
      vi.waitFor(async () => {
        for (const product of running) {
          expect(await metricsOf(product)).toContain('waypost_shared_cache_in{cache="links"} 1');
          expect(await readinessOf(product)).toMatchObject({ ready: true, checks: { redis: "ok" } });
        }
      }, patience);

    await bothUseRedis();
    await vi.waitFor(async () => {
      const { body } = await first.call("POST", "/api/v1/links", { url: "https://example.com/shared" });
      await target(first, body.code);
      const before = await hits(second);
      await target(second, body.code);
      expect(await hits(second)).toBeGreaterThan(before);
    }, patience);

    const { body: link } = await first.call("POST", "/api/v1/links", { url: "https://example.com/0" });
    let edits = 0;
    const editAndSee = async (editor: Product, other: Product) => {
      expect(await target(other, link.code)).toBe(`https://example.com/${edits}`);
      await editor.call("PATCH", `/api/v1/links/${link.id}`, { url: `https://example.com/${++edits}` });
      expect(await target(editor, link.code)).toBe(`https://example.com/${edits}`);
      await vi.waitFor(
        async () => expect(await target(other, link.code)).toBe(`https://example.com/${edits}`),
        patience,
      );
    };
    await editAndSee(first, second);
    await editAndSee(second, first);

    await redis.kill();
    await editAndSee(first, second);
    await vi.waitFor(async () => {
      const { ready, checks } = await readinessOf(second);
      expect([ready, checks.redis]).toEqual([true, "Nothing answers at the address in WAYPOST_REDIS_URL."]);
    }, patience);
    await editAndSee(second, first);

    await redis.restart();
    await bothUseRedis();
    await editAndSee(first, second);
    await expectBalance(first, visits);
    for (const product of [...running]) expect((await product.stop()).code).toBe(0);
  });

  test("a process that begins while Redis answers nothing is ready all the same", async () => {
    redis.swallow();
    const product = await start();
    const { body } = await product.call("POST", "/api/v1/links", { url: "https://example.com/" });
    expect((await product.call("GET", `/${body.code}`)).status).toBe(302);
    const { ready, checks } = await readinessOf(product);
    expect(ready).toBe(true);
    expect(checks.redis).not.toBe("ok");
    expect((await product.stop()).code).toBe(0);
  });

  test("a wrong address is told before anything starts, without the password in it", async () => {
    const folder = newDataFolder();
    folders.push(folder);
    const product = new Product({
      WAYPOST_DATA: folder,
      WAYPOST_REDIS_URL: "redis://:s3cret@127.0.0.1/links",
    });
    const { code, stderr } = await product.ended;
    expect(code).toBe(1);
    expect(stderr).toContain("WAYPOST_REDIS_URL: expected a number of a database after the slash");
    expect(stderr).not.toContain("s3cret");
  });
});
