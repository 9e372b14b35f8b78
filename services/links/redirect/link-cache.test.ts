import { describe, expect, test } from "vitest";
import type { VisitedLink } from "../domain/visit.ts";
import { LinkCache } from "./link-cache.ts";

function link(code: string, destination = "https://example.com/"): VisitedLink {
  const id = "01890000-0000-7000-8000-0000deadbeef";
  return { id, workspaceId: id, code, destination, expiresAt: null, deletedAt: null, maxClicks: null };
}

/** A cache over a store whose answers come when the test says so. */
function opened(options: { heard?: boolean; maxBytes?: number } = {}) {
  const asked: { code: string; answer: (found: VisitedLink | null) => void; fail: (error: Error) => void }[] =
    [];
  const clock = { now: 1_000_000 };
  const cache = new LinkCache({
    find: (code) => {
      const { promise, resolve, reject } = Promise.withResolvers<VisitedLink | null>();
      asked.push({ code, answer: resolve, fail: reject });
      return promise;
    },
    now: () => clock.now,
    maxBytes: options.maxBytes ?? 1_000_000,
  });
  cache.setHeard(options.heard ?? true);
  const fill = async (code: string, found: VisitedLink | null = link(code)) => {
    const loading = cache.load(code);
    asked.at(-1)?.answer(found);
    await loading;
  };
  const get = (code: string) => cache.get(code, clock.now);
  return { cache, asked, clock, fill, get };
}

describe("LinkCache", () => {
  test("asks the store once for all who wait, and keeps what it said", async () => {
    const { cache, asked, get } = opened();
    const waiting = [cache.load("aa"), cache.load("aa"), cache.load("aa")];
    expect(asked).toHaveLength(1);
    asked[0]?.answer(link("aa"));
    const [one, ...others] = await Promise.all(waiting);
    for (const other of others) expect(other).toBe(one);
    expect(get("aa")).toBe(one);
  });

  test("holds links for an hour and missing codes for a minute, however often they are asked for", async () => {
    const { clock, fill, get } = opened();
    await fill("aa");
    await fill("zz", null);
    for (let second = 0; second < 59; second++) {
      clock.now += 1_000;
      expect(get("aa")).toBeDefined();
      expect(get("zz")).toBeNull();
    }
    clock.now += 1_000;
    expect(get("zz")).toBeUndefined();
    for (let minute = 1; minute < 56; minute++) {
      clock.now += 60_000;
      expect(get("aa")).toBeDefined();
    }
    clock.now += 7 * 60_000;
    expect(get("aa")).toBeUndefined();
  });

  test.each([
    ["a change", (cache: LinkCache) => cache.invalidate("aa")],
    ["everything was forgotten", (cache: LinkCache) => cache.clear()],
  ])("a read that began before %s does not come in after it, and nobody joins it", async (_, forget) => {
    const { cache, asked, get } = opened();
    const before = cache.load("aa");
    forget(cache);
    const after = cache.load("aa");
    expect(asked).toHaveLength(2);
    asked[1]?.answer(link("aa", "https://example.com/new"));
    await after;
    asked[0]?.answer(link("aa", "https://example.com/old"));
    await before;
    expect(get("aa")?.destination).toBe("https://example.com/new");
  });

  test("a change removes the entry, of a missing code as well", async () => {
    const { cache, fill, get } = opened();
    await fill("aa");
    await fill("zz", null);
    cache.invalidate("aa");
    cache.invalidate("zz");
    expect(get("aa")).toBeUndefined();
    expect(get("zz")).toBeUndefined();
  });

  test("when changes are no longer heard, nothing is older than 5 s; heard again, all is asked anew", async () => {
    const { cache, asked, clock, fill, get } = opened();
    await fill("aa");
    cache.setHeard(false);
    clock.now += 4_000;
    await fill("bb");
    expect(get("aa")).toBeDefined();
    clock.now += 1_000;
    expect(get("aa")).toBeUndefined();
    expect(get("bb")).toBeDefined();
    clock.now += 3_999;
    expect(get("bb")).toBeDefined();
    clock.now += 1;
    expect(get("bb")).toBeUndefined();
    await fill("cc");
    const late = cache.load("dd");
    cache.setHeard(true);
    expect(get("cc")).toBeUndefined();
    asked.at(-1)?.answer(link("dd"));
    await late;
    expect(get("dd")).toBeUndefined();
  });

  test("a store that fails is told to those who wait, and asked again", async () => {
    const { cache, asked, get } = opened();
    const failing = cache.load("aa");
    asked[0]?.fail(new Error("away"));
    await expect(failing).rejects.toThrow("away");
    expect(get("aa")).toBeUndefined();
    const again = cache.load("aa");
    expect(asked).toHaveLength(2);
    asked[1]?.answer(null);
    expect(await again).toBeNull();
  });

  test("is bounded in bytes, and guesses push out no links", async () => {
    const { cache, fill, get } = opened({ maxBytes: 100_000 });
    await fill("aa");
    for (let guess = 0; guess < 25_000; guess++) await fill(`no${guess}`, null);
    expect(cache.size.missing).toBeLessThanOrEqual(20_000);
    expect(get("aa")).toBeDefined();
    const long = `https://example.com/${"x".repeat(8_000)}`;
    for (let index = 0; index < 100; index++) await fill(`long${index}`, link(`long${index}`, long));
    expect(cache.size.found).toBeLessThan(10);
  });
});
