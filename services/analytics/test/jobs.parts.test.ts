import { randomUUID } from "node:crypto";
import { createTestDatabase } from "@waypost/testing/test-database.ts";
import { sql } from "kysely";
import { pino } from "pino";
import { Registry } from "prom-client";
import { expect, test } from "vitest";
import { ingestBatch } from "../consumers/ingest-batch.ts";
import { createIngestContext } from "../consumers/ingest-context.ts";
import { DAY_MS, dayOf, dayText } from "../domain/click-time.ts";
import { foldRollups } from "../jobs/fold-rollups.ts";
import { keepRetention } from "../jobs/keep-retention.ts";
import { makePartitions } from "../jobs/make-partitions.ts";
import { publishLedger } from "../jobs/publish-ledger.ts";
import { reconcile } from "../jobs/reconcile.ts";
import { makeDayKey, partitionedDays, readDayKey } from "../store/days.ts";
import { GeoFile } from "../store/geo-file.ts";
import { readLedger } from "../store/ledger.ts";
import { reconcileRollups } from "../store/reconcile.ts";
import type { AnalyticsTables } from "../store/tables.ts";
import { clickPayload, records, sealed } from "./click-records.ts";
import { testOutbox } from "./counts-outbox.ts";

const log = pino({ level: "silent" });

test("days are made ahead and go with their retention, keys a day later; counts and balance stay", async () => {
  await using testDatabase = await createTestDatabase("analytics");
  const database = testDatabase.open<AnalyticsTables>("analytics");
  let now = Date.UTC(2026, 5, 15, 12);
  const ctx = {
    database,
    now: () => now,
    geo: new GeoFile("/nowhere", log),
    outbox: testOutbox(false),
  };
  const run = { signal: new AbortController().signal, deadline: Date.now() + 60_000, log };
  const today = dayOf(now);
  await makePartitions(ctx).run(run);
  expect(await partitionedDays(database.db)).toEqual([today, today + 1, today + 2]);

  const key = await makeDayKey(database.db, today);
  const ingest = createIngestContext({
    database,
    retentionDays: 30,
    country: () => null,
    ownDomain: "x",
    now: () => now,
  });
  const lane = randomUUID();
  const payloads = Array.from({ length: 5 }, () =>
    clickPayload({ at: now, ...sealed(key, "192.0.2.1", now) }),
  );
  await ingestBatch(ingest, run, records(payloads, lane));
  expect(await foldRollups(ctx).run(run)).toEqual({ folded: 2 });

  now += 31 * DAY_MS;
  expect(await keepRetention(ctx, 30).run(run)).toMatchObject({ dropped: [{ rows: 5 }], keys: 0 });
  expect(await readDayKey(database.db, today)).not.toBeNull();
  await ingestBatch(ingest, run, records([clickPayload({ at: now - 31 * DAY_MS })], lane, 6));
  // What came late goes with the next run, and is no drift after it.
  expect(await reconcile(ctx).run(run)).toMatchObject({ drift: { lanes: 0, counts: 0 } });
  now += DAY_MS;
  expect(await keepRetention(ctx, 30).run(run)).toMatchObject({ keys: 1, late: 1 });
  expect(await keepRetention(ctx, 30).run(run)).toMatchObject({ keys: 0, late: 0 });
  expect(await readDayKey(database.db, today)).toBeNull();
  expect(await readLedger(database.db, now)).toMatchObject({ stored: 6, inFlight: 0 });
  expect(await reconcile(ctx).run(run)).toMatchObject({ drift: { lanes: 0, counts: 0 } });

  const { rows } = await sql<{ human: number; uniq: number }>`
    select human, uniq from rollup_totals where scope <> workspace_id`.execute(database.db);
  expect(rows).toEqual([{ human: 5, uniq: 1 }]);

  const metrics = new Registry();
  await publishLedger(ctx, metrics).run(run);
  expect(await metrics.metrics()).toContain('waypost_ledger{term="stored"} 6');
});

test("roll-ups of days without rows stay, whatever retention says by now", async () => {
  await using testDatabase = await createTestDatabase("analytics");
  const database = testDatabase.open<AnalyticsTables>("analytics");
  let now = Date.UTC(2026, 5, 15, 12);
  const ctx = {
    database,
    now: () => now,
    geo: new GeoFile("/nowhere", log),
    outbox: testOutbox(false),
  };
  const run = { signal: new AbortController().signal, deadline: Date.now() + 60_000, log };
  const ports = { database, country: () => null, ownDomain: "x", now: () => now };
  const first = createIngestContext({ ...ports, retentionDays: 30 });
  const lane = randomUUID();
  const store = (ingest: typeof first, seq: number, daysAgo: number) =>
    ingestBatch(ingest, run, records([clickPayload({ at: now - daysAgo * DAY_MS })], lane, seq));
  await store(first, 1, 0);
  now += 40 * DAY_MS;
  await store(first, 2, 0);
  expect(await keepRetention(ctx, 30).run(run)).toMatchObject({ dropped: [{ rows: 1 }] });
  await foldRollups(ctx).run(run);
  // Retention is raised, and a click of the day that was removed makes its partition anew.
  await store(createIngestContext({ ...ports, retentionDays: 400 }), 3, 40);
  await foldRollups(ctx).run({ ...run, trigger: "request" });
  const rebuilt = await reconcileRollups(database, run, { now: now + DAY_MS, apply: true });
  expect(rebuilt).toMatchObject({ lanes: [], counts: [], rewrittenDays: 0 });
  const { rows } = await sql<{ n: number }>`
    select sum(human + bot)::bigint as n from rollup_totals where scope <> workspace_id`.execute(database.db);
  expect(rows).toEqual([{ n: 3 }]);
});

test("a click that came late to a day that still has its rows is no drift", async () => {
  await using testDatabase = await createTestDatabase("analytics");
  const database = testDatabase.open<AnalyticsTables>("analytics");
  const now = () => Date.UTC(2026, 5, 15, 12);
  const run = { signal: new AbortController().signal };
  const ports = { database, country: () => null, ownDomain: "x", now };
  const at = now() - 20 * DAY_MS;
  const lane = randomUUID();
  const batch = (seq: number) => records([clickPayload({ at })], lane, seq);
  await ingestBatch(createIngestContext({ ...ports, retentionDays: 30 }), run, batch(1));
  await ingestBatch(createIngestContext({ ...ports, retentionDays: 10 }), run, batch(2));
  expect(await reconcileRollups(database, run, { now: now(), apply: true })).toMatchObject({
    clicks: 2,
    counts: [],
    rewrittenDays: 0,
  });
});

test("a day that somebody reads keeps no key alive, and no other day", async () => {
  await using testDatabase = await createTestDatabase("analytics");
  const database = testDatabase.open<AnalyticsTables>("analytics");
  let now = Date.UTC(2026, 5, 15, 12);
  const ctx = {
    database,
    now: () => now,
    geo: new GeoFile("/nowhere", log),
    outbox: testOutbox(false),
  };
  const run = { signal: new AbortController().signal, deadline: Date.now() + 60_000, log };
  const today = dayOf(now);
  await makePartitions(ctx).run(run);
  const key = await makeDayKey(database.db, today);
  const ingest = createIngestContext({
    ...{ database, retentionDays: 30, country: () => "DE", ownDomain: "x", now: () => now },
  });
  const lane = randomUUID();
  const seal = sealed(key, "192.0.2.1", now);
  await ingestBatch(ingest, run, records([clickPayload({ at: now, ...seal })], lane, 1));
  now += 32 * DAY_MS;
  await database.db.transaction().execute(async (reader) => {
    await sql`select count(*) from ${sql.table(`clicks_${dayText(today).replaceAll("-", "")}`)}`.execute(
      reader,
    );
    await expect(keepRetention(ctx, 30).run(run)).rejects.toThrow("2026-06-15 could not be removed");
  });
  expect(await readDayKey(database.db, today)).toBeNull();
  expect(await partitionedDays(database.db)).toEqual([today, today + 2]);
  expect(await keepRetention(ctx, 30).run(run)).toMatchObject({ dropped: [{ rows: 1 }] });
  // The consumer has known the key, and must not know it any more.
  await ingestBatch(ingest, run, records([clickPayload({ at: now - 32 * DAY_MS, ...seal })], lane, 2));
  const { rows } = await sql`select country, visitor from clicks_late`.execute(database.db);
  expect(rows).toEqual([{ country: "unknown", visitor: null }]);
});

test("a fold that somebody asks for folds at once, also while scheduled ones rest", async () => {
  await using testDatabase = await createTestDatabase("analytics");
  const database = testDatabase.open<AnalyticsTables>("analytics");
  const now = () => Date.UTC(2026, 5, 15, 12);
  const ctx = { database, now, geo: new GeoFile("/nowhere", log), outbox: testOutbox(false) };
  const run = { signal: new AbortController().signal, deadline: Date.now() + 60_000, log };
  await makePartitions(ctx).run(run);
  const key = await makeDayKey(database.db, dayOf(now()));
  const ingest = createIngestContext({
    ...{ database, retentionDays: 30, country: () => null, ownDomain: "x", now },
  });
  const lane = randomUUID();
  const click = (seq: number) =>
    ingestBatch(
      ingest,
      run,
      records([clickPayload({ at: now(), ...sealed(key, "192.0.2.1", now()) })], lane, seq),
    );
  const fold = foldRollups(ctx);
  await click(1);
  // Rests for ten times as long as it takes.
  expect(await fold.run(run)).toEqual({ folded: 2 });
  await click(2);
  expect(await fold.run({ ...run, trigger: "request" })).toEqual({ folded: 2 });
});
