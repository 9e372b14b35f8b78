import { findCapability } from "@waypost/testing/capabilities.ts";
import { TestRedis } from "@waypost/testing/redis-server.ts";
import { createTestDatabase, type TestDatabase } from "@waypost/testing/test-database.ts";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { startLinks } from "./links-fixture.ts";

const program = findCapability("redis") ?? "";
const patience = { timeout: 20_000, interval: 20 };

type Links = Awaited<ReturnType<typeof startLinks>>;

let redis: TestRedis;
let database: TestDatabase;
let running: Links[];

async function start(redisUrl = redis.url): Promise<Links> {
  const links = await startLinks({ database, redisUrl });
  running.push(links);
  return links;
}

/** How often looks into the shared cache ended so. */
async function looks(links: Links, outcome: string): Promise<number> {
  const text = await links.metrics.metrics();
  const line = new RegExp(`^waypost_shared_cache_looks_total\\{.*outcome="${outcome}"\\} (\\d+)$`, "m");
  return Number(line.exec(text)?.[1] ?? 0);
}

async function usesRedis(...all: readonly Links[]): Promise<void> {
  await vi.waitFor(async () => {
    for (const links of all)
      expect(await links.metrics.metrics()).toContain('waypost_shared_cache_in{cache="links"} 1');
  }, patience);
}

async function make(links: Links, url: string): Promise<{ id: string; code: string }> {
  const { status, body } = await links.api("POST", "/links", { url });
  expect(status).toBe(201);
  return body;
}

async function target(links: Links, code: string): Promise<string | null> {
  const response = await links.visit(`/${code}`);
  return response.status === 302 ? response.headers.get("location") : `${response.status}`;
}

/** What was said about the state of Redis, in order. */
const toldBy = (links: Links) =>
  links.lines.map(({ msg }) => String(msg)).filter((msg) => /^Redis (answers|is away)/.test(msg));

describe.skipIf(program === "")("links with Redis", { timeout: 180_000 }, () => {
  beforeAll(async () => {
    redis = await TestRedis.start({ program });
  });
  beforeEach(async () => {
    running = [];
    database = await createTestDatabase("links");
    await redis.flush();
  });
  afterEach(async () => {
    for (const links of running) await links.stop();
    await database.close();
  });
  afterAll(() => redis.close());

  test("a link, and a code that is none, that one process looked up another finds in Redis", async () => {
    const [first, second] = [await start(), await start()];
    await usesRedis(first, second);
    let round = 0;
    await vi.waitFor(async () => {
      const { code } = await make(first, `https://example.com/${++round}`);
      const none = `none-${round}`;
      expect(await target(first, code)).toBe(`https://example.com/${round}`);
      expect(await target(first, none)).toBe("404");
      const before = await looks(second, "hit");
      expect(await target(second, code)).toBe(`https://example.com/${round}`);
      expect(await target(second, none)).toBe("404");
      expect(await looks(second, "hit")).toBe(before + 2);
    }, patience);
  });

  test("an edit by a process that knows nothing of Redis is seen by those that use it", async () => {
    const [first, second, editor] = [await start(), await start(), await startLinks({ database })];
    running.push(editor);
    await usesRedis(first, second);
    const { id, code } = await make(editor, "https://example.com/0");
    for (let edit = 1; edit <= 10; edit++) {
      expect(await target(first, code)).toBe(`https://example.com/${edit - 1}`);
      expect(await target(second, code)).toBe(`https://example.com/${edit - 1}`);
      await editor.api("PATCH", `/links/${id}`, { url: `https://example.com/${edit}` });
      await vi.waitFor(async () => {
        expect(await target(first, code)).toBe(`https://example.com/${edit}`);
        expect(await target(second, code)).toBe(`https://example.com/${edit}`);
      }, patience);
    }
  });

  test("an edit in one process is seen in the other, whatever either had cached", async () => {
    const [first, second] = [await start(), await start()];
    await usesRedis(first, second);
    const { id, code } = await make(first, "https://example.com/0");
    for (let edit = 1; edit <= 20; edit++) {
      expect(await target(first, code)).toBe(`https://example.com/${edit - 1}`);
      expect(await target(second, code)).toBe(`https://example.com/${edit - 1}`);
      const editor = edit % 2 === 0 ? first : second;
      await editor.api("PATCH", `/links/${id}`, { url: `https://example.com/${edit}` });
      expect(await target(editor, code)).toBe(`https://example.com/${edit}`);
      const other = edit % 2 === 0 ? second : first;
      await vi.waitFor(
        async () => expect(await target(other, code)).toBe(`https://example.com/${edit}`),
        patience,
      );
    }
  });

  test("a change is heard over Redis also when PostgreSQL's notification does not come", async () => {
    const links = await start();
    await usesRedis(links);
    const { id, code } = await make(links, "https://example.com/old");
    expect(await target(links, code)).toBe("https://example.com/old");
    // As by a process whose notification hangs: the row changes, Redis is told.
    await links.pool.db
      .updateTable("links")
      .set({ destination: "https://example.com/new" })
      .where("id", "=", id)
      .execute();
    await redis.command("FLUSHALL");
    await redis.command("PUBLISH", "test:links:changed", code);
    await vi.waitFor(async () => expect(await target(links, code)).toBe("https://example.com/new"), patience);
  });

  test("visits go on, exactly, whatever becomes of Redis; each change of state is told once", async () => {
    const [first, second] = [await start(), await start()];
    await usesRedis(first, second);
    const { id, code } = await make(first, "https://example.com/0");
    let visits = 0;
    let edits = 0;
    /** Visits, and an edit that is seen by the other process. */
    const goOn = async () => {
      for (let count = 0; count < 10; count++) {
        expect(await target(first, code)).toBe(`https://example.com/${edits}`);
        visits++;
      }
      await first.api("PATCH", `/links/${id}`, { url: `https://example.com/${++edits}` });
      await vi.waitFor(async () => {
        expect(await target(second, code)).toBe(`https://example.com/${edits}`);
      }, patience);
    };
    await goOn();
    await redis.kill();
    await goOn();
    await vi.waitFor(async () => {
      const { ready, checks } = await first.readiness.report();
      expect([ready, checks.redis]).toEqual([true, "Nothing answers at the address in WAYPOST_REDIS_URL."]);
    }, patience);
    await redis.restart();
    await usesRedis(first, second);
    expect((await first.readiness.report()).checks).toMatchObject({ redis: "ok", "link-changes": "ok" });
    await goOn();
    await redis.flush();
    await goOn();
    await usesRedis(first, second);
    redis.swallow();
    await goOn();
    await vi.waitFor(
      async () => expect((await first.readiness.report()).checks.redis).not.toBe("ok"),
      patience,
    );
    redis.goOn();
    await usesRedis(first, second);
    await goOn();
    for (const value of ["garbage", "V[]", 'V["x"]', "Vnull "]) {
      const keys = (await redis.command("KEYS", "test:links:*")).split("\r\n");
      for (const key of keys.filter((it) => it.startsWith("test:") && !it.endsWith(":era")))
        await redis.command("SET", key, value);
      await goOn();
    }
    const told = toldBy(first);
    expect(told.length).toBeGreaterThanOrEqual(5);
    for (const [at, msg] of told.entries()) expect(msg).not.toBe(told[at - 1]);
    const clicks = await first.clicks();
    expect(clicks).toHaveLength(visits);
    expect(first.lines.filter(({ level }) => Number(level) >= 50)).toEqual([]);
  });

  test("a wrong password is told, and changes nothing for visitors", async () => {
    const locked = await TestRedis.start({ program, password: "right" });
    try {
      const links = await start(locked.url.replace("right", "wrong-secret"));
      const { code } = await make(links, "https://example.com/");
      expect(await target(links, code)).toBe("https://example.com/");
      await vi.waitFor(async () => {
        const { ready, checks } = await links.readiness.report();
        expect([ready, checks.redis]).toEqual([
          true,
          "Redis refuses the user or password in WAYPOST_REDIS_URL.",
        ]);
      }, patience);
      expect(JSON.stringify(links.lines)).not.toContain("wrong-secret");
      await links.stop();
    } finally {
      await locked.close();
    }
  });
});
