import { findCapability } from "@waypost/testing/capabilities.ts";
import { TestRedis } from "@waypost/testing/redis-server.ts";
import { recordingLog } from "@waypost/testing/rest-fixture.ts";
import { seededRandom } from "@waypost/testing/seeded-random.ts";
import { Registry } from "prom-client";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { RedisConnection } from "../redis/redis-connection.ts";
import { RedisCache } from "./redis-cache.ts";
import type { Lease, SharedCache } from "./shared-cache.ts";

const program = findCapability("redis") ?? "";
const patience = { timeout: 15_000, interval: 5 };

let server: TestRedis;
let ends: (() => Promise<unknown>)[];

interface ProcessOptions {
  readonly prefix?: string;
  readonly heard?: boolean;
  readonly caughtUp?: () => Promise<void>;
  readonly patienceMs?: number;
  /** How long Redis may take to answer; a busy machine is no fault. */
  readonly budgetMs?: number;
}

/** What one process has of the cache. */
function open(options: ProcessOptions = {}) {
  const { log, lines } = recordingLog();
  const metrics = new Registry();
  const redis = new RedisConnection({
    ...{ url: server.url, prefix: options.prefix ?? "test", applicationName: "test", log },
    observer: { up: () => undefined, command: () => undefined },
    ...{ minDelayMs: 5, maxDelayMs: 50, heartbeatMs: 10_000, budgetMs: options.budgetMs ?? 5_000 },
  });
  const cache = new RedisCache({
    ...{ redis, name: "things", metrics, log, beatMs: 20, patienceMs: options.patienceMs ?? 300 },
    caughtUp: options.caughtUp ?? (async () => undefined),
  });
  if (options.heard ?? true) cache.setHeard(true);
  const stopping = new AbortController();
  const running = cache.run(stopping.signal);
  const end = async () => {
    stopping.abort();
    await running;
    await redis.close();
  };
  ends.push(end);
  const isIn = () => vi.waitUntil(() => cache.isIn, patience);
  const fill = async (key: string, value: string) =>
    await vi.waitUntil(async () => await cache.fill(await leaseOf(cache, key), value, 60_000), patience);
  return { cache, redis, lines, metrics, isIn, fill, end };
}

/** Looks for what is not there. */
async function leaseOf(cache: SharedCache, key: string): Promise<Lease> {
  const look = await cache.look(key);
  if (look.kind === "hit" || look.lease === null) throw new Error(`${key} can't be filled: ${look.kind}`);
  return look.lease;
}

describe.skipIf(program === "")("RedisCache", () => {
  beforeAll(async () => {
    server = await TestRedis.start({ program });
  });
  beforeEach(async () => {
    ends = [];
    await server.flush();
  });
  afterEach(async () => {
    await Promise.all(ends.map((end) => end()));
  });
  afterAll(() => server.close());

  describe("as a shared cache", () => {
    let count = 0;
    const empty = async (): Promise<SharedCache> => {
      const { cache, isIn } = open({ prefix: `test${count++}` });
      await isIn();
      return cache;
    };

    test("a look that finds nothing may fill it, and the next finds what was filled", async () => {
      const cache = await empty();
      for (const value of ["plain", "", "ünïcödé ☃ \u0000 \r\n", "x".repeat(20_000)]) {
        const key = `key-${value.length}`;
        expect(await cache.fill(await leaseOf(cache, key), value, 60_000)).toBe(true);
        expect(await cache.look(key)).toEqual({ kind: "hit", value });
      }
      expect((await cache.look("another")).kind).toBe("miss");
    });

    test("of many who look at the same time one may fill it", async () => {
      const cache = await empty();
      const looks = await Promise.all(Array.from({ length: 20 }, () => cache.look("aa")));
      const leases = looks.flatMap((look) =>
        look.kind === "miss" && look.lease !== null ? [look.lease] : [],
      );
      expect(leases).toHaveLength(1);
    });

    test("a drop takes the value and the right to fill: an old read does not come in after it", async () => {
      const cache = await empty();
      const before = await leaseOf(cache, "aa");
      cache.drop("aa");
      expect(await cache.fill(before, "old", 60_000)).toBe(false);
      const after = await leaseOf(cache, "aa");
      expect(await cache.fill(before, "old", 60_000)).toBe(false);
      expect(await cache.fill(after, "new", 60_000)).toBe(true);
      expect(await cache.fill(before, "old", 60_000)).toBe(false);
      expect(await cache.look("aa")).toEqual({ kind: "hit", value: "new" });
      cache.drop("aa");
      expect(await cache.fill(after, "new", 60_000)).toBe(false);
      expect((await cache.look("aa")).kind).toBe("miss");
    });

    test("a value ends after its time", async () => {
      const cache = await empty();
      await cache.fill(await leaseOf(cache, "short"), "value", 100);
      await cache.fill(await leaseOf(cache, "long"), "value", 600_000);
      await vi.waitFor(async () => expect((await cache.look("short")).kind).toBe("miss"), patience);
      expect((await cache.look("long")).kind).toBe("hit");
    });

    test("in whatever order readers and writers come, nobody finds what is older than the last drop", async () => {
      const random = seededRandom(20_260);
      for (let round = 0; round < 40; round++) {
        const cache = await empty();
        const source = { version: 0, droppedAt: 0 };
        const readers: { lease: Lease; read: number | null }[] = [];
        for (let step = 0; step < 30; step++) {
          const choice = random(5);
          const reader = readers[random(Math.max(readers.length, 1))];
          if (choice === 0) {
            const look = await cache.look("aa");
            if (look.kind === "hit") expect(Number(look.value)).toBeGreaterThanOrEqual(source.droppedAt);
            else if (look.lease !== null) readers.push({ lease: look.lease, read: null });
          } else if (choice === 1 && reader !== undefined) reader.read ??= source.version;
          else if (choice === 2 && reader?.read != null)
            await cache.fill(reader.lease, String(reader.read), 60_000);
          else if (choice === 3) source.version++;
          else if (choice === 4) {
            source.droppedAt = source.version;
            cache.drop("aa");
          }
        }
      }
    });
  });

  test("a newcomer is admitted and finds what others filled; a drop of one is in force for all", async () => {
    const first = open({ patienceMs: 600_000 });
    await first.isIn();
    await first.fill("aa", "one");
    const second = open({ patienceMs: 600_000 });
    await second.isIn();
    expect(await second.cache.look("aa")).toEqual({ kind: "hit", value: "one" });
    second.cache.drop("aa");
    await vi.waitFor(async () => expect((await first.cache.look("aa")).kind).toBe("miss"), patience);
    expect(await second.metrics.metrics()).toContain('waypost_shared_cache_in{cache="things"} 1');
  });

  test("nobody is let in before the one who admits has heard, and dropped, what was changed before", async () => {
    const hearing = Promise.withResolvers<void>();
    const asked = Promise.withResolvers<void>();
    const first = open({
      patienceMs: 600_000,
      caughtUp: async () => {
        asked.resolve();
        await hearing.promise;
        // The change that the newcomer came too late to hear.
        first.cache.drop("aa");
      },
    });
    await first.isIn();
    await first.fill("aa", "old");
    const second = open({ patienceMs: 600_000 });
    await asked.promise;
    expect(second.cache.isIn).toBe(false);
    expect(await second.cache.look("aa")).toEqual({ kind: "miss", lease: null });
    hearing.resolve();
    await second.isIn();
    expect((await second.cache.look("aa")).kind).toBe("miss");
  });

  test("what changed while it waited a newcomer drops itself: others may hear of it later", async () => {
    const hearing = Promise.withResolvers<void>();
    const asked = Promise.withResolvers<void>();
    const first = open({
      patienceMs: 600_000,
      caughtUp: () => {
        asked.resolve();
        return hearing.promise;
      },
    });
    await first.isIn();
    await first.fill("aa", "old");
    const second = open({ patienceMs: 600_000 });
    await asked.promise;
    second.cache.drop("aa");
    hearing.resolve();
    await second.isIn();
    expect((await second.cache.look("aa")).kind).toBe("miss");
  });

  test("when all of them may have missed something, a new generation begins without what was there", async () => {
    const first = open();
    const second = open();
    await first.isIn();
    await second.isIn();
    await first.fill("aa", "old");
    first.cache.setHeard(false);
    second.cache.setHeard(false);
    expect(await first.cache.look("aa")).toEqual({ kind: "miss", lease: null });
    first.cache.setHeard(true);
    second.cache.setHeard(true);
    await first.isIn();
    await second.isIn();
    expect((await first.cache.look("aa")).kind).toBe("miss");
    first.cache.drop("aa");
    await first.fill("aa", "new");
    expect(await second.cache.look("aa")).toEqual({ kind: "hit", value: "new" });
  });

  test("one that was away comes back to the entries that another watched over", async () => {
    const first = open({ patienceMs: 600_000 });
    await first.isIn();
    const second = open({ patienceMs: 600_000 });
    await second.isIn();
    await first.fill("aa", "one");
    second.cache.setHeard(false);
    expect((await second.cache.look("aa")).kind).toBe("miss");
    second.cache.setHeard(true);
    await second.isIn();
    expect((await second.cache.look("aa")).kind).toBe("hit");
  });

  test("a flush takes values and leases: what was read before it does not come in after it", async () => {
    const { cache, isIn, fill } = open();
    await isIn();
    await fill("aa", "one");
    const before = await leaseOf(cache, "bb");
    await server.flush();
    expect((await cache.look("aa")).kind).toBe("miss");
    expect(await cache.fill(before, "old", 60_000)).toBe(false);
    const newcomer = open();
    await newcomer.isIn();
    await isIn();
    await vi.waitFor(async () => {
      cache.drop("cc");
      await fill("cc", "two");
      expect((await newcomer.cache.look("cc")).kind).toBe("hit");
    }, patience);
  });

  test("a Redis that was killed, or answers nothing, is neither believed nor waited for", async () => {
    const { cache, isIn, fill } = open({ budgetMs: 100 });
    await isIn();
    await fill("aa", "one");
    await server.kill();
    expect(await cache.look("aa")).toEqual({ kind: "miss", lease: null });
    cache.drop("aa");
    await vi.waitUntil(() => !cache.isIn, patience);
    await server.restart();
    await isIn();
    await fill("aa", "two");
    server.swallow();
    expect(await cache.look("aa")).toEqual({ kind: "miss", lease: null });
    cache.drop("aa");
    await vi.waitUntil(() => !cache.isIn, patience);
    server.goOn();
    await isIn();
    // The drop did not arrive in time, so nothing from before is believed.
    expect((await cache.look("aa")).kind).toBe("miss");
  });

  test("garbage counts as nothing and is removed, in entries as in the place of the generation", async () => {
    const { cache, redis, metrics, isIn, lines } = open();
    await isIn();
    const { key } = await leaseOf(cache, "aa");
    await server.command("SET", key, "\u0000garbage");
    expect(await cache.look("aa")).toEqual({ kind: "miss", lease: null });
    await vi.waitFor(async () => leaseOf(cache, "aa"), patience);
    await server.command("DEL", key);
    await server.command("LPUSH", key, "a list");
    expect(await cache.look("aa")).toEqual({ kind: "miss", lease: null });
    await vi.waitFor(async () => leaseOf(cache, "aa"), patience);
    expect(await metrics.metrics()).toContain(
      'waypost_shared_cache_looks_total{cache="things",outcome="garbage"} 2',
    );
    const generation = redis.name("things", "era");
    await server.command("HSET", generation, "in:nobody", "not a time", "ask:", "1");
    await server.command("SET", generation, "no hash");
    await vi.waitUntil(() => !cache.isIn, patience);
    await isIn();
    await server.command("HSET", generation, "era", "another");
    await vi.waitUntil(() => !cache.isIn, patience);
    await isIn();
    expect(lines.filter(({ msg }) => String(msg).startsWith("Redis refuses"))).toHaveLength(1);
  });

  test("a Redis that takes nothing more is gone on without, told once", async () => {
    const { cache, isIn, lines } = open();
    await isIn();
    await server.command("CONFIG", "SET", "maxmemory", "1");
    await vi.waitUntil(() => !cache.isIn, patience);
    expect((await cache.look("aa")).kind).toBe("miss");
    await server.command("CONFIG", "SET", "maxmemory", "0");
    await isIn();
    expect(lines.filter(({ msg }) => String(msg).startsWith("Redis refuses"))).toHaveLength(1);
  });
});
