import type { Lease, SharedCache } from "@waypost/kit/cache/shared-cache.ts";
import { expect, test, vi } from "vitest";
import { seededRandom } from "./seeded-random.ts";

const patience = { timeout: 15_000, interval: 10 };

/** What every adapter of the port does. `open` gives an empty cache that is there; it lives as long as the test. */
export function sharedCacheConformance(open: () => Promise<SharedCache>): void {
  test("a look that finds nothing may fill it, and the next finds what was filled", async () => {
    const cache = await open();
    for (const value of ["plain", "", "ünïcödé ☃ \u0000 \r\n", "x".repeat(20_000)]) {
      const key = `key-${value.length}`;
      expect(await cache.fill(await leaseOf(cache, key), value, 60_000)).toBe(true);
      expect(await cache.look(key)).toEqual({ kind: "hit", value });
    }
    expect((await cache.look("another")).kind).toBe("miss");
  });

  test("of many who look at the same time one may fill it", async () => {
    const cache = await open();
    const looks = await Promise.all(Array.from({ length: 20 }, () => cache.look("aa")));
    const leases = looks.flatMap((look) => (look.kind === "miss" && look.lease !== null ? [look.lease] : []));
    expect(leases).toHaveLength(1);
  });

  test("a drop takes the value and the right to fill: an old read does not come in after it", async () => {
    const cache = await open();
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
    const cache = await open();
    await cache.fill(await leaseOf(cache, "short"), "value", 100);
    await cache.fill(await leaseOf(cache, "long"), "value", 600_000);
    await vi.waitFor(async () => expect((await cache.look("short")).kind).toBe("miss"), patience);
    expect((await cache.look("long")).kind).toBe("hit");
  });

  test("in whatever order readers and writers come, nobody finds what is older than the last drop", async () => {
    const random = seededRandom(20_260);
    for (let round = 0; round < 40; round++) {
      const cache = await open();
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
}

/** Looks for what is not there. */
export async function leaseOf(cache: SharedCache, key: string): Promise<Lease> {
  const look = await cache.look(key);
  if (look.kind === "hit" || look.lease === null) throw new Error(`${key} can't be filled: ${look.kind}`);
  return look.lease;
}
