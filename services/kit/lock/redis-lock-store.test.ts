import { pino } from "pino";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { findCapability } from "../../../scripts/test/capabilities.ts";
import { BackgroundWork } from "../lifecycle/spawn.ts";
import { RedisConnection } from "../redis/redis-connection.ts";
import { eventually, lockConformance, taken } from "../testing/lock-conformance.ts";
import { TestRedis } from "../testing/redis-server.ts";
import { LeasedLocks } from "./leased-locks.ts";
import { RedisLockStore } from "./redis-lock-store.ts";

const program = findCapability("redis") ?? "";
const patience = { timeout: 20_000, interval: 10 };
const log = pino({ level: "silent" });
const background = new BackgroundWork(log);
const observer = { up: () => undefined, command: () => undefined };
let server: TestRedis;
let redis: RedisConnection;

const open = () => new LeasedLocks({ store: new RedisLockStore(redis), background, owner: "test", log });

describe.skipIf(program === "")("RedisLockStore", { timeout: 60_000 }, () => {
  beforeAll(async () => {
    server = await TestRedis.start({ program });
    const delays = { minDelayMs: 5, maxDelayMs: 50, heartbeatMs: 5_000 };
    redis = new RedisConnection({
      ...{ url: server.url, prefix: "test", applicationName: "test", log, observer, ...delays },
    });
  });
  beforeEach(() => vi.waitUntil(() => redis.up, patience));
  afterAll(async () => {
    await background.stop();
    await redis.close();
    await server.close();
  });

  lockConformance(() => ({
    open,
    async jump(name, way) {
      const key = `test:lock:{${name}}`;
      await server.command(...(way === "over" ? ["PEXPIRE", key, "-1"] : ["PEXPIRE", key, "86400000"]));
    },
    goAway: () => server.kill(),
    comeBack: () => server.restart(),
    holder: ["redis", server.url],
  }));

  test("a flush takes the lock: its holder is told, and tokens go on growing", async () => {
    const [first, second] = [open(), open()];
    let last = 0;
    for (let turn = 0; turn < 5; turn++) {
      const old = await taken(first, "flushed", 2_000);
      await server.flush();
      const lock = await taken(second, "flushed", 600_000);
      expect(old.token).toBeGreaterThan(last);
      expect(lock.token).toBeGreaterThan(old.token);
      last = lock.token;
      await vi.waitUntil(() => old.lost.aborted, patience);
      await old.release();
      expect(await first.tryAcquire("flushed")).toBeNull();
      await lock.release();
      await server.flush();
    }
  });

  test("tokens go on growing when the clock of Redis was ahead and is set right", async () => {
    const ahead = (Date.now() + 86_400_000) * 1_000;
    await server.command("SET", "test:lock:{ahead}:token", String(ahead));
    const lock = await taken(open(), "ahead", 600_000);
    expect(lock.token).toBe(ahead + 1);
    await lock.release();
  });

  test("garbage where the last token should be counts as none; a wrong type is an error, and no lock", async () => {
    await server.command("SET", "test:lock:{garbage}:token", "garbage");
    await (await taken(open(), "garbage", 600_000)).release();
    await server.command("DEL", "test:lock:{garbage}:token");
    await server.command("LPUSH", "test:lock:{garbage}:token", "1");
    await expect(open().tryAcquire("garbage")).rejects.toThrow("WRONGTYPE");
    await server.command("DEL", "test:lock:{garbage}:token");
    await (await eventually(open(), "garbage")).release();
  });

  test("a Redis that answers nothing: the lock is lost, and nobody waits for longer than its lease", async () => {
    const lock = await taken(open(), "silent", 2_000);
    server.swallow();
    try {
      await vi.waitUntil(() => lock.lost.aborted, patience);
      await lock.release();
    } finally {
      server.goOn();
    }
    await vi.waitUntil(() => redis.up, patience);
    const next = await eventually(open(), "silent");
    expect(next.token).toBeGreaterThan(lock.token);
    await next.release();
  });
});
