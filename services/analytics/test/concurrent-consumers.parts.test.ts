import { randomUUID } from "node:crypto";
import { createTestDatabase } from "@waypost/testing/test-database.ts";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { ingestBatch } from "../consumers/ingest-batch.ts";
import { createIngestContext } from "../consumers/ingest-context.ts";
import { dayOf } from "../domain/click-time.ts";
import { makeDayKey } from "../store/days.ts";
import { foldFresh } from "../store/fold.ts";
import { readLedger } from "../store/ledger.ts";
import { reconcileRollups } from "../store/reconcile.ts";
import type { AnalyticsTables } from "../store/tables.ts";
import { clickPayload, firefox, records, sealed } from "./click-records.ts";

const CONSUMERS = 6;
const BATCHES = 12;
const PER_BATCH = 120;
/** Large enough that the statements of two consumers run at the same time. */
const PER_LARGE_BATCH = 1_500;
const LARGE_BATCHES = 4;
const WITH_IDS = 2;
/** Fewer than a batch has: the next one repeats some ids. */
const STEP = 1_000;
const VISITORS = 200;
const CONTENT_IDS = 400;
const scope = { signal: new AbortController().signal };

/** The same order every run, and another in each consumer. */
function shuffler(seed: number) {
  let state = seed;
  return <T>(items: readonly T[]): T[] =>
    items
      .map((item) => {
        state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
        return { item, place: state };
      })
      .sort((a, b) => a.place - b.place)
      .map(({ item }) => item);
}

test("six consumers store clicks of the same links, visitors, ids and lanes at once: no deadlock, nothing twice", async () => {
  await using testDatabase = await createTestDatabase("analytics");
  const database = testDatabase.open<AnalyticsTables>("analytics", { poolSize: CONSUMERS + 2 });
  const now = Date.now();
  const at = now - 3_600_000;
  const key = await makeDayKey(database.db, dayOf(at));
  const links = Array.from({ length: 8 }, () => randomUUID());
  const lanes = Array.from({ length: CONSUMERS }, () => randomUUID());
  const payloads = (shift: number) =>
    Array.from({ length: PER_BATCH }, (_, n) => {
      const nth = n + shift;
      const link = links[nth % links.length] ?? "";
      const id = nth % 3 === 0 ? { contentId: `request-${nth % CONTENT_IDS}` } : {};
      return clickPayload({ link, at, ...id, ...sealed(key, `192.0.2.${nth % VISITORS}`, at) });
    });
  let ended = false;
  const folding = (async () => {
    while (!ended) await foldFresh(database, scope, 50);
  })();
  const consume = async (consumer: number) => {
    const ports = { country: () => null, ownDomain: "x", now: () => now };
    const ctx = createIngestContext({ database, retentionDays: 400, ...ports });
    const shuffle = shuffler(consumer + 1);
    for (let batch = 0; batch < BATCHES; batch++) {
      // A part of each lane, the same for all consumers, handed over in another order.
      const parts = lanes.map((lane, n) =>
        records(payloads(batch * 31 + n * 17).slice(0, 20), lane, batch * 20 + 1),
      );
      await ingestBatch(ctx, scope, shuffle(parts).flat());
    }
  };
  const outcomes = await Promise.allSettled(Array.from({ length: CONSUMERS }, (_, n) => consume(n)));
  ended = true;
  await folding;
  expect(outcomes.filter(({ status }) => status === "rejected")).toEqual([]);

  const all = CONSUMERS * BATCHES * 20;
  const ledger = await readLedger(database.db, now);
  expect(ledger).toMatchObject({ head: all, seen: all, inFlight: 0, redelivered: all * (CONSUMERS - 1) });
  expect(ledger.stored + ledger.duplicate).toBe(all);
  expect(ledger.duplicate).toBeGreaterThan(0);
  const { rows } = await sql<{ visitors: number; firsts: number; ids: number; rows: number }>`
    select (select count(*)::int from visitors) as visitors,
           (select count(*) filter (where first_on_link)::int + count(*) filter (where first_in_workspace)::int from clicks) as firsts,
           (select count(*)::int from content_ids) as ids,
           (select count(*)::int from clicks) as rows`.execute(database.db);
  expect(rows[0]).toMatchObject({ firsts: rows[0]?.visitors, rows: ledger.stored });
  await foldFresh(database, scope);
  const options = { now, apply: false };
  expect(await reconcileRollups(database, scope, options)).toMatchObject({
    lanes: [],
    counts: [],
    clicks: ledger.stored,
  });
});

test("six consumers with lanes of their own share links, visitors and ids without a deadlock", async () => {
  await using testDatabase = await createTestDatabase("analytics");
  const database = testDatabase.open<AnalyticsTables>("analytics", { poolSize: CONSUMERS + 2 });
  const now = Date.now();
  const key = await makeDayKey(database.db, dayOf(now));
  const links = Array.from({ length: 4 }, () => randomUUID());
  const consume = async (consumer: number) => {
    const ports = { country: () => null, ownDomain: "x", now: () => now };
    const ctx = createIngestContext({ database, retentionDays: 400, ...ports });
    const [lane, shuffle] = [randomUUID(), shuffler(consumer + 77)];
    for (let batch = 0; batch < LARGE_BATCHES; batch++) {
      const numbers = shuffle(Array.from({ length: PER_LARGE_BATCH }, (_, n) => n + batch * STEP));
      const payloads = numbers.map((n) =>
        clickPayload({
          link: links[n % links.length] ?? "",
          at: now,
          // Those of the first batches meet at ids, those of the later ones at visitors.
          contentId: batch < WITH_IDS ? `request-${n}` : "",
          userAgent: `${firefox} ${batch}`,
          ...sealed(key, `192.0.${n % 12}.${n % 250}`, now),
        }),
      );
      await ingestBatch(ctx, scope, records(payloads, lane, batch * PER_LARGE_BATCH + 1));
    }
  };
  const outcomes = await Promise.allSettled(Array.from({ length: CONSUMERS }, (_, n) => consume(n)));
  expect(outcomes.filter(({ status }) => status === "rejected")).toEqual([]);
  const distinct = STEP * (WITH_IDS - 1) + PER_LARGE_BATCH;
  const withoutIds = CONSUMERS * (LARGE_BATCHES - WITH_IDS) * PER_LARGE_BATCH;
  expect(await readLedger(database.db, now)).toMatchObject({
    seen: CONSUMERS * LARGE_BATCHES * PER_LARGE_BATCH,
    stored: distinct + withoutIds,
    redelivered: 0,
  });
});
