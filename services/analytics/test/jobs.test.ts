import { randomUUID } from "node:crypto";
import { WakingOutbox } from "@waypost/kit/outbox/outbox.ts";
import { createTestDatabase } from "@waypost/testing/test-database.ts";
import { sql } from "kysely";
import { pino } from "pino";
import { Registry } from "prom-client";
import { expect, test } from "vitest";
import { ingestBatch } from "../consumers/ingest-batch.ts";
import { createIngestContext } from "../consumers/ingest-context.ts";
import { DAY_MS, dayOf } from "../domain/click-time.ts";
import { foldRollups } from "../jobs/fold-rollups.ts";
import { keepRetention } from "../jobs/keep-retention.ts";
import { makePartitions } from "../jobs/make-partitions.ts";
import { publishLedger } from "../jobs/publish-ledger.ts";
import { reconcile } from "../jobs/reconcile.ts";
import { makeDayKey, partitionedDays, readDayKey } from "../store/days.ts";
import { GeoFile } from "../store/geo-file.ts";
import { readLedger } from "../store/ledger.ts";
import type { AnalyticsTables } from "../store/tables.ts";
import { clickPayload, records, sealed } from "./click-records.ts";

const log = pino({ level: "silent" });

test("days are made ahead and go with their retention, keys a day later; counts and balance stay", async () => {
  await using testDatabase = await createTestDatabase("analytics");
  const database = testDatabase.open<AnalyticsTables>("analytics");
  let now = Date.UTC(2026, 5, 15, 12);
  const ctx = {
    database,
    now: () => now,
    geo: new GeoFile("/nowhere", log),
    outbox: new WakingOutbox(false),
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
  now += DAY_MS;
  expect(await keepRetention(ctx, 30).run(run)).toMatchObject({ keys: 1 });
  expect(await readDayKey(database.db, today)).toBeNull();
  expect(await readLedger(database.db, now)).toMatchObject({ stored: 6, inFlight: 0 });
  expect(await reconcile(ctx, 30).run(run)).toMatchObject({ drift: { lanes: 0, counts: 0 } });

  const { rows } = await sql<{ human: number; uniq: number }>`
    select human, uniq from rollup_totals where scope <> workspace_id`.execute(database.db);
  expect(rows).toEqual([{ human: 5, uniq: 1 }]);

  const metrics = new Registry();
  await publishLedger(ctx, metrics).run(run);
  expect(await metrics.metrics()).toContain('waypost_ledger{term="stored"} 6');
});

test("a fold that somebody asks for folds at once, also while scheduled ones rest", async () => {
  await using testDatabase = await createTestDatabase("analytics");
  const database = testDatabase.open<AnalyticsTables>("analytics");
  const now = () => Date.UTC(2026, 5, 15, 12);
  const ctx = { database, now, geo: new GeoFile("/nowhere", log), outbox: new WakingOutbox(false) };
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
