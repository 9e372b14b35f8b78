import { randomUUID } from "node:crypto";
import { createTestDatabase, type TestDatabase } from "@waypost/testing/test-database.ts";
import { sql } from "kysely";
import pg from "pg";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ClickConsumer } from "../consumers/click-consumer.ts";
import { createIngestContext, type IngestContext } from "../consumers/ingest-context.ts";
import { isRefusedData } from "../consumers/refused-data.ts";
import { replayDeadLetter } from "../consumers/replay-dead-letter.ts";
import { listDeadLetters } from "../store/dead-letters.ts";
import { readLedger } from "../store/ledger.ts";
import { reconcileRollups } from "../store/reconcile.ts";
import type { AnalyticsDatabase } from "../store/tables.ts";
import { clickPayload, record, records } from "./click-records.ts";

let testDatabase: TestDatabase;
let database: AnalyticsDatabase;
const scope = { signal: new AbortController().signal };
const log = pino({ level: "silent" });
const refused = "https://refused.example/";

beforeAll(async () => {
  testDatabase = await createTestDatabase("analytics");
  database = testDatabase.open("analytics");
});
afterAll(() => testDatabase.close());

function context(): IngestContext {
  return createIngestContext({
    database,
    retentionDays: 400,
    country: () => null,
    ownDomain: "x",
    now: Date.now,
  });
}

function consumer(): ClickConsumer {
  return new ClickConsumer(context(), { geo: { refresh: async () => false }, log });
}

async function asOwner(text: string): Promise<void> {
  const client = new pg.Client({ connectionString: testDatabase.ownerUrl });
  await client.connect();
  await client.query(text);
  await client.end();
}

test("a refused record is told from a failing database, set aside, and stored by a replay, once", async () => {
  await asOwner(`alter table analytics.clicks add constraint poison check (destination <> '${refused}')`);
  const lane = randomUUID();
  const poison = record(lane, 2, clickPayload({ destination: refused }));
  const batch = [record(lane, 1, clickPayload()), poison, record(lane, 3, clickPayload())];
  const worker = consumer();
  const error = await worker.handle(batch, scope).catch((caught: unknown) => caught);
  expect(isRefusedData(error)).toBe(true);
  expect((await readLedger(database.db, Date.now())).seen).toBe(0);

  await worker.handle(batch.slice(0, 1), scope);
  await worker.setAside(poison, error, scope);
  await worker.handle(batch.slice(2), scope);
  expect(await readLedger(database.db, Date.now())).toMatchObject({
    head: 3,
    seen: 3,
    stored: 2,
    deadLettered: 1,
    inFlight: 0,
  });
  const [letter] = await listDeadLetters(database.db, 0, 10);
  expect(letter).toMatchObject({ lane, seq: 2, reason: "refused", attempts: 5 });
  expect(letter?.payload).toEqual(Buffer.from(poison.payload));

  await expect(replayDeadLetter(context(), scope, letter?.id ?? 0)).rejects.toThrow("poison");
  await asOwner("alter table analytics.clicks drop constraint poison");
  const outcomes = await Promise.all([1, 2].map(() => replayDeadLetter(context(), scope, letter?.id ?? 0)));
  expect(outcomes.map(({ kind }) => kind).sort()).toEqual(["gone", "stored"]);
  expect(await readLedger(database.db, Date.now())).toMatchObject({
    seen: 3,
    stored: 3,
    deadLettered: 0,
    balanced: true,
  });
  const options = { now: Date.now() + 900_000, apply: false };
  expect(await reconcileRollups(database, scope, options)).toMatchObject({
    clicks: 3,
    lanes: [],
    counts: [],
  });
});

test("what still can't be read stays", async () => {
  const lane = randomUUID();
  await consumer().handle([record(lane, 1, Uint8Array.from([1, 2, 3]))], scope);
  const [letter] = await listDeadLetters(database.db, 0, 10);
  expect(await replayDeadLetter(context(), scope, letter?.id ?? 0)).toMatchObject({ kind: "unreadable" });
  expect(await listDeadLetters(database.db, 0, 10)).toHaveLength(1);
});

test("a record that ends the process each time is found across restarts and set aside; its neighbours are stored", async () => {
  const lane = randomUUID();
  const killer = "https://killer.example/";
  const batch = records([clickPayload(), clickPayload({ destination: killer }), clickPayload()], lane);
  const seen = async () => {
    const { rows } = await sql<{ seen: number; dead_lettered: number }>`
      select (stored + dead_lettered)::int as seen, dead_lettered from lanes where lane = ${lane}`.execute(
      database.db,
    );
    return rows[0] ?? { seen: 0, dead_lettered: 0 };
  };
  let restarts = 0;
  for (; restarts < 20 && (await seen()).seen < 3; restarts++) {
    // A process of its own each time, that never comes back from the killer: its consumer is left behind.
    const ctx = context();
    const enricher = ctx.enricher;
    const died = Promise.withResolvers<"died">();
    const enrich = enricher.enrich.bind(enricher);
    enricher.enrich = (click) => {
      if (click.destination.text !== killer) return enrich(click);
      died.resolve("died");
      throw new Error("the process is gone");
    };
    const worker = new ClickConsumer(ctx, { geo: { refresh: async () => false }, log });
    const from = (await seen()).seen;
    await worker.handle(batch.slice(from), scope).catch(() => died.promise);
  }
  expect(await seen()).toEqual({ seen: 3, dead_lettered: 1 });
  expect(restarts).toBeLessThan(12);
  const deadLetters = await listDeadLetters(database.db, 0, 10);
  expect(deadLetters.find((deadLetter) => deadLetter.lane === lane)).toMatchObject({
    seq: 2,
    reason: "crash",
  });
});

test("a replayed record whose click is stored already is a duplicate, and the books balance", async () => {
  const lane = randomUUID();
  const click = clickPayload({ contentId: `req-${lane}` });
  const worker = consumer();
  await worker.handle([record(lane, 1, click)], scope);
  await worker.setAside(record(lane, 2, click), new Error("could not be written"), scope);
  const letters = await listDeadLetters(database.db, 0, 100);
  const letter = letters.find((deadLetter) => deadLetter.lane === lane);
  expect(await replayDeadLetter(context(), scope, letter?.id ?? 0)).toEqual({ kind: "duplicate" });
  const { rows } = await sql`
    select seen::text as seen, stored, duplicate, dead_lettered from lanes where lane = ${lane}`.execute(
    database.db,
  );
  expect(rows).toEqual([{ seen: "{[1,3)}", stored: 1, duplicate: 1, dead_lettered: 0 }]);
});
