import { setTimeout as delay } from "node:timers/promises";
import { findCapability } from "@waypost/testing/capabilities.ts";
import { TestRedis } from "@waypost/testing/redis-server.ts";
import { seededRandom } from "@waypost/testing/seeded-random.ts";
import { createTestDatabase, type TestDatabase } from "@waypost/testing/test-database.ts";
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { startLinks } from "./links-fixture.ts";

const program = findCapability("redis") ?? "";
const patience = { timeout: 30_000, interval: 50 };
const seed = Number(process.env.WAYPOST_TEST_SEED ?? 7);
const steps = Number(process.env.WAYPOST_TEST_STEPS ?? 500);

type Links = Awaited<ReturnType<typeof startLinks>>;

interface World {
  readonly processes: readonly Links[];
  readonly links: { readonly id: string; readonly code: string; edits: number }[];
  swallowing: boolean;
}

let redis: TestRedis;
let database: TestDatabase;
let ends: (() => Promise<unknown>)[];

describe.skipIf(program === "")(
  "links with Redis, while all sorts of things fail",
  { timeout: 240_000 },
  () => {
    beforeEach(async () => {
      database = await createTestDatabase("links");
      redis = await TestRedis.start({ program });
      ends = [];
    });
    afterEach(async () => {
      for (const end of ends.toReversed()) await end();
      await redis.close();
      await database.close();
    });

    test(`nobody goes on showing an old destination (seed ${seed})`, async () => {
      const random = seededRandom(seed);
      const world = await open(3, 6);
      for (let step = 0; step < steps; step++) {
        await act(world, random);
        // Simulates the pace of a day, with room for notifications to come late and for processes to come in again.
        await delay(random(30));
      }
      if (world.swallowing) redis.goOn();
      // An entry that nobody dropped would be shown for up to an hour; what is merely late is seen within 5 s.
      await vi.waitFor(async () => {
        for (const { code, edits } of world.links)
          for (const process of world.processes)
            expect([code, await target(process, code)]).toEqual([code, `https://example.com/${edits}`]);
      }, patience);
      // Clicks went on all the time.
      for (const { lines } of world.processes)
        expect(lines.filter(({ level }) => Number(level) >= 50).map(({ msg }) => msg)).toEqual([]);
    });
  },
);

async function open(processes: number, links: number): Promise<World> {
  const running: Links[] = [];
  for (let count = 0; count < processes; count++) {
    const process = await startLinks({ database, redisUrl: redis.url });
    ends.push(() => process.stop());
    running.push(process);
  }
  const made = [];
  for (let count = 0; count < links; count++) {
    const { body } = (await running[0]?.api("POST", "/links", { url: "https://example.com/0" })) ?? {};
    made.push({ id: body.id, code: body.code, edits: 0 });
  }
  return { processes: running, links: made, swallowing: false };
}

/** One random step: mostly visits and edits, now and then something that fails. */
async function act(world: World, random: (below: number) => number): Promise<void> {
  const link = world.links[random(world.links.length)];
  const process = world.processes[random(world.processes.length)];
  if (link === undefined || process === undefined) return;
  const choice = random(1_000);
  if (choice < 680) {
    expect(await target(process, link.code)).toMatch(/^https:/);
  } else if (choice < 830) {
    const url = `https://example.com/${++link.edits}`;
    const { status } = await process.api("PATCH", `/links/${link.id}`, { url });
    expect(status).toBe(200);
  } else if (choice < 970) {
    // By somebody who knows nothing of the cache.
    const destination = `https://example.com/${++link.edits}`;
    await process.pool.db.transaction().execute(async (tx) => {
      await tx.updateTable("links").set({ destination }).where("id", "=", link.id).execute();
      await sql`select pg_notify('links_changed', ${link.code})`.execute(tx);
    });
  } else if (choice < 976) {
    if (!world.swallowing) await redis.flush();
  } else if (choice < 981) {
    await redis.kill();
    await redis.restart();
    world.swallowing = false;
  } else if (choice < 989) {
    if (world.swallowing) redis.goOn();
    else redis.swallow();
    world.swallowing = !world.swallowing;
  } else {
    await sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'test-listen' and datname = current_database()
        and (random() < 0.5 or ${choice > 996})`.execute(process.pool.db);
  }
}

async function target(links: Links, code: string): Promise<string | null> {
  const response = await links.visit(`/${code}`);
  return response.status === 302 ? response.headers.get("location") : `${response.status}`;
}
