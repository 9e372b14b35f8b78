import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { expectBalance, walkTheJourney } from "./journey.ts";
import { isAlive, newDataFolder, Product, removeDataFolder, workerPids } from "./product.ts";

let data: string;
let product: Product | undefined;

beforeEach(() => {
  data = newDataFolder();
});
afterEach(async () => {
  await product?.stop();
  removeDataFolder(data);
});

test("workers share the port; a killed one is replaced, its clicks are counted, and the stop leaves nothing behind", async () => {
  product = await Product.start(data, { WAYPOST_WORKERS: "2", WAYPOST_LOG_LEVEL: "info" });
  const visits = await walkTheJourney(product, "others");
  const running = product;
  const { body } = await running.call("POST", "/api/v1/links", { url: "https://example.com/" });
  const followed = await Promise.all(Array.from({ length: 40 }, () => running.call("GET", `/${body.code}`)));
  expect(followed.filter(({ status }) => status === 302)).toHaveLength(40);

  const before = workerPids(running);
  expect(before).toHaveLength(2);
  process.kill(before[0] ?? 0, "SIGKILL");
  await vi.waitFor(
    () => {
      const after = workerPids(running);
      expect(after).not.toContain(before[0]);
      expect(after.every(isAlive)).toBe(true);
    },
    { timeout: 15_000 },
  );
  expect((await running.call("GET", `/${body.code}`)).status).toBe(302);
  await expectBalance(running, visits + 41);

  const pids = [...workerPids(running), Number(readFileSync(join(data, "lock.pid"), "utf8"))];
  const ended = await running.stop("SIGINT");
  expect([ended.code, ended.signal]).toEqual([0, null]);
  expect(pids.some(isAlive)).toBe(false);
});
