import { randomUUID } from "node:crypto";
import { createTestDatabase, type TestDatabase } from "@waypost/testing/test-database.ts";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ingestBatch } from "../consumers/ingest-batch.ts";
import { createIngestContext, type IngestContext } from "../consumers/ingest-context.ts";
import { dayOf } from "../domain/click-time.ts";
import { makeDayKey } from "../store/days.ts";
import type { AnalyticsDatabase } from "../store/tables.ts";
import { clickPayload, record, records, sealed } from "./click-records.ts";

let testDatabase: TestDatabase;
let database: AnalyticsDatabase;
const scope = { signal: new AbortController().signal };

beforeAll(async () => {
  testDatabase = await createTestDatabase("analytics");
  database = testDatabase.open("analytics");
});
afterAll(() => testDatabase.close());

function context(): IngestContext {
  return createIngestContext({
    database,
    retentionDays: 400,
    country: (address) => (address === "192.0.2.7" ? "DE" : null),
    ownDomain: "go.example",
    now: Date.now,
  });
}

async function lane(name: string) {
  const { rows } = await sql<{
    seen: string;
    stored: number;
    duplicate: number;
    dead_lettered: number;
    redelivered: number;
    head: number;
  }>`select seen::text as seen, stored, duplicate, dead_lettered, redelivered, head from lanes where lane = ${name}`.execute(
    database.db,
  );
  return rows[0];
}

test("a batch becomes rows with what is learnt of each click", async () => {
  const name = randomUUID();
  const key = await makeDayKey(database.db, dayOf(Date.now()));
  const payloads = [
    clickPayload({ ...sealed(key, "192.0.2.7"), referrer: "https://www.google.de/search" }),
    clickPayload({ ...sealed(key, "192.0.2.7"), prefetch: true }),
  ];
  await ingestBatch(context(), scope, records(payloads, name));
  const { rows } = await sql`
    select seq, bot, bot_reason, country, device, browser, os, source, platform, referrer, first_on_link,
           first_in_workspace, octet_length(visitor) as visitor
    from clicks where lane_id = (select id from lanes where lane = ${name}) order by seq`.execute(
    database.db,
  );
  const shared = { country: "DE", device: "desktop", browser: "Firefox", os: "Linux", visitor: 16 };
  expect(rows).toEqual([
    {
      seq: 1,
      bot: false,
      bot_reason: null,
      ...shared,
      source: "search",
      platform: "Google",
      referrer: "google.de",
      first_on_link: true,
      first_in_workspace: true,
    },
    {
      seq: 2,
      bot: true,
      bot_reason: "prefetch",
      ...shared,
      source: "direct",
      platform: null,
      referrer: "direct",
      first_on_link: false,
      first_in_workspace: false,
    },
  ]);
  const { rows: rollups } = await sql<{ human: number; bot: number; uniq: number }>`
    select sum(human)::int as human, sum(bot)::int as bot, sum(uniq)::int as uniq from rollup_fresh group by scope`.execute(
    database.db,
  );
  expect(rollups).toEqual([
    { human: 1, bot: 1, uniq: 1 },
    { human: 1, bot: 1, uniq: 1 },
  ]);
});

test("what comes again is counted as redelivered and changes nothing else", async () => {
  const name = randomUUID();
  const batch = records([clickPayload(), clickPayload(), clickPayload()], name);
  await ingestBatch(context(), scope, batch);
  await ingestBatch(context(), scope, [...batch, record(name, 5, clickPayload())]);
  expect(await lane(name)).toEqual({
    seen: "{[1,4),[5,6)}",
    stored: 4,
    duplicate: 0,
    dead_lettered: 0,
    redelivered: 3,
    head: 5,
  });
});

test("a batch of several parts is one transaction: a visitor of two parts is one, and a failure takes all back", async () => {
  const name = randomUUID();
  const of = { link: randomUUID(), workspace: randomUUID() };
  const key = await makeDayKey(database.db, dayOf(Date.now()));
  const someone = clickPayload({ ...of, ...sealed(key, "192.0.2.7") });
  const nobody = clickPayload(of);
  // Longer than two parts, with the same visitor at both ends.
  const batch = records([someone, ...Array.from({ length: 6_000 }, () => nobody), someone], name);
  const ctx = context();
  const enrich = ctx.enricher.enrich.bind(ctx.enricher);
  let left = batch.length;
  ctx.enricher.enrich = (click) => {
    left -= 1;
    if (left === 0) throw new Error("out of memory");
    return enrich(click);
  };
  await expect(ingestBatch(ctx, scope, batch)).rejects.toThrow("out of memory");
  expect((await lane(name))?.stored).toBe(0);

  await ingestBatch(ctx, scope, batch);
  expect(await lane(name)).toMatchObject({ stored: 6_002, redelivered: 0, head: 6_002 });
  const { rows } = await sql`
    select human::int, uniq::int from rollup_fresh where workspace_id = ${of.workspace}`.execute(database.db);
  expect(rows).toEqual([
    { human: 6_002, uniq: 1 },
    { human: 6_002, uniq: 1 },
  ]);
  // Known from here on, so that nothing is asked; and the same for a process that knows nothing.
  await ingestBatch(ctx, scope, [record(name, 6_003, someone)]);
  await ingestBatch(context(), scope, [record(name, 6_004, someone)]);
  const marked = await sql<{ n: number }>`
    select count(*)::int as n from clicks where first_on_link and link_id = ${of.link}`.execute(database.db);
  expect(marked.rows).toEqual([{ n: 1 }]);
});

test("a content id that is stored already makes a duplicate, in a batch and across", async () => {
  const name = randomUUID();
  const click = clickPayload({ contentId: `req-${name}` });
  await ingestBatch(context(), scope, records([click, click], name));
  await ingestBatch(context(), scope, [record(name, 3, click)]);
  expect(await lane(name)).toMatchObject({ seen: "{[1,4)}", stored: 1, duplicate: 2 });
});

test("what can't be read goes to the dead letters with its bytes, and its number counts as seen", async () => {
  const name = randomUUID();
  const torn = clickPayload().subarray(0, 30);
  await ingestBatch(
    context(),
    scope,
    records([clickPayload(), torn, Uint8Array.from([0x7a, 1, 0]), new Uint8Array()], name),
  );
  expect(await lane(name)).toMatchObject({ seen: "{[1,5)}", stored: 1, dead_lettered: 3 });
  const { rows } = await sql<{ reason: string; payload: Buffer }>`
    select reason, payload from dead_letters where lane_id = (select id from lanes where lane = ${name}) order by seq`.execute(
    database.db,
  );
  expect(rows.map(({ reason }) => reason)).toEqual(["undecodable", "unknown-kind", "invalid"]);
  expect(rows[0]?.payload).toEqual(Buffer.from(torn));
});

test("two consumers with the same batch at once store it once", async () => {
  const name = randomUUID();
  const batch = records(
    Array.from({ length: 200 }, () => clickPayload()),
    name,
  );
  await Promise.all([ingestBatch(context(), scope, batch), ingestBatch(context(), scope, batch)]);
  expect(await lane(name)).toMatchObject({ seen: "{[1,201)}", stored: 200, redelivered: 200 });
});

test("a click that is older than retention goes to the late table and the roll-ups", async () => {
  const name = randomUUID();
  const at = Date.now() - 500 * 86_400_000;
  await ingestBatch(
    context(),
    scope,
    records([clickPayload({ at, destination: "https://late.example/\0x" })], name),
  );
  const { rows } = await sql`select destination from clicks_late`.execute(database.db);
  expect(rows).toEqual([{ destination: "https://late.example/x" }]);
  expect(await lane(name)).toMatchObject({ stored: 1 });
});

test("times in the future are clamped and marked, and never go below the record before", async () => {
  const name = randomUUID();
  const now = Date.now();
  const payloads = [clickPayload({ at: now + 3_600_000 }), clickPayload({ at: now - 1000 })];
  await ingestBatch({ ...context(), now: () => now }, scope, records(payloads, name));
  const { rows } = await sql<{ clicked_at: Date; clamped: boolean }>`
    select clicked_at, clamped from clicks where lane_id = (select id from lanes where lane = ${name}) order by seq`.execute(
    database.db,
  );
  expect(rows).toEqual([
    { clicked_at: new Date(now), clamped: true },
    { clicked_at: new Date(now), clamped: false },
  ]);
});

test("a record that fills a hole keeps its own time, and says nothing about those that come after", async () => {
  const name = randomUUID();
  const now = Date.now();
  const click = (seq: number, agoMs: number) => record(name, seq, clickPayload({ at: now - agoMs }));
  const ctx = { ...context(), now: () => now };
  await ingestBatch(ctx, scope, [click(1, 10_000), click(3, 1_000)]);
  await ingestBatch(ctx, scope, [click(2, 20_000)]);
  // Its writer's clock was set back; the one before it is record 3.
  await ingestBatch(ctx, scope, [click(4, 15_000)]);
  const { rows } = await sql<{ clicked_at: Date }>`
    select clicked_at from clicks where lane_id = (select id from lanes where lane = ${name}) order by seq`.execute(
    database.db,
  );
  expect(rows.map(({ clicked_at }) => now - clicked_at.getTime())).toEqual([10_000, 20_000, 1_000, 1_000]);
});
