import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type LogWriter, openLogWriter } from "@waypost/kit/local-log/writer.ts";
import { createTestDatabase, type TestDatabase } from "@waypost/testing/test-database.ts";
import { makeTestHost } from "@waypost/testing/test-host.ts";
import { sql } from "kysely";
import pg from "pg";
import { pino } from "pino";
import { expect, onTestFinished, test, vi } from "vitest";
import { clicksConsumer } from "../consumers/clicks.ts";
import { analytics } from "../service.ts";
import { GeoFile } from "../store/geo-file.ts";
import { type Ledger, readLedger } from "../store/ledger.ts";
import { reconcileRollups } from "../store/reconcile.ts";
import type { AnalyticsTables } from "../store/tables.ts";
import { clickPayload } from "./click-records.ts";

const log = pino({ level: "silent" });
const AN_HOUR_AGO = Date.now() - 3_600_000;
const patience = { timeout: 20_000, interval: 20 };

/** A log with one lane, a database, and consumers that are started and stopped as by processes. */
async function openPlace() {
  const testDatabase: TestDatabase = await createTestDatabase("analytics");
  const database = testDatabase.open<AnalyticsTables>("analytics");
  const dataFolder = mkdtempSync(join(tmpdir(), "waypost-clicks-"));
  const directory = join(dataFolder, "log/clicks");
  const writer: LogWriter = openLogWriter({ directory, floorBytes: 0 });
  const running = new Set<() => Promise<void>>();
  onTestFinished(async () => {
    for (const stop of running) await stop();
    await writer.close();
    await testDatabase.close();
    rmSync(dataFolder, { recursive: true });
  });
  return {
    database,
    directory,
    writer,
    async append(count: number, init: Parameters<typeof clickPayload>[0] = {}) {
      const payloads = Array.from({ length: count }, () => clickPayload({ at: AN_HOUR_AGO, ...init }));
      return await Promise.all(payloads.map((payload) => writer.appendAsync(payload)));
    },
    async startConsumer() {
      const { host, close } = makeTestHost(analytics, {
        ownerUrl: testDatabase.ownerUrl,
        settings: { WAYPOST_HOLES_AFTER: "1s" },
        dataFolder,
        log,
      });
      const consumer = clicksConsumer({ database, geo: new GeoFile("/nowhere", log) }, host);
      const stop = async () => {
        await consumer.stop();
        await close();
      };
      await consumer.start();
      running.add(stop);
      return {
        metrics: host.ops.metrics,
        async stop() {
          running.delete(stop);
          await stop();
        },
      };
    },
    ledger: () => readLedger(database.db, Date.now()),
    async reaches(expected: Partial<Ledger>) {
      await vi.waitFor(
        async () => expect(await readLedger(database.db, Date.now())).toMatchObject(expected),
        patience,
      );
    },
    async asOwner(text: string) {
      const client = new pg.Client({ connectionString: testDatabase.ownerUrl });
      await client.connect();
      await client.query(text);
      await client.end();
    },
    /** Rows, counts and roll-ups say the same. */
    async agrees() {
      const options = { now: Date.now(), apply: false };
      const scope = { signal: new AbortController().signal };
      const found = await reconcileRollups(database, scope, options);
      expect(found).toMatchObject({ lanes: [], counts: [] });
      return found.clicks;
    },
  };
}

test("a consumer that starts again goes on where its rows end, also with a database that was set back", async () => {
  const place = await openPlace();
  await place.append(30);
  const first = await place.startConsumer();
  await place.reaches({ head: 30, stored: 30, inFlight: 0 });
  await first.stop();
  await place.append(20);
  const second = await place.startConsumer();
  await place.reaches({ head: 50, stored: 50, inFlight: 0, redelivered: 0 });
  await second.stop();

  // As a backup would: everything after number 35 was never stored.
  await place.asOwner(`
    set search_path = analytics;
    delete from clicks where seq > 35;
    update lanes set seen = '{[1,36)}', stored = 35, head = 35;
    truncate rollup_fresh, rollup_quarters, rollup_days, rollup_totals`);
  const third = await place.startConsumer();
  await place.reaches({ head: 50, stored: 50, inFlight: 0 });

  // And again while the consumer runs, which remembers otherwise: it believes the database.
  await place.asOwner(`
    set search_path = analytics;
    delete from clicks where seq between 11 and 20;
    update lanes set seen = '{[1,11),[21,51)}', stored = 40`);
  await place.reaches({ head: 50, stored: 50, inFlight: 0, lost: 0, balanced: true });
  expect(await third.metrics.metrics()).toContain("waypost_clicks_resent_total 10");
  const { rows } = await sql<{ n: number }>`select count(distinct seq) as n from clicks`.execute(
    place.database.db,
  );
  expect(rows).toEqual([{ n: 50 }]);
});

test("numbers whose records are damaged on disk are booked as lost, and their neighbours stored", async () => {
  const place = await openPlace();
  await place.append(40);
  await place.append(1, { destination: "https://damaged.example/" });
  await place.append(9);
  await place.writer.close();
  const segment = join(place.directory, place.writer.lane, "00000000000000000001.seg");
  const bytes = readFileSync(segment);
  const at = bytes.indexOf("damaged.example");
  expect(at).toBeGreaterThan(0);
  bytes.writeUInt8(0x00, at);
  writeFileSync(segment, bytes);
  await place.startConsumer();
  await place.reaches({ head: 50, stored: 49, lost: 1, inFlight: 0 });
  const { rows } = await sql`select lost::text as lost from lanes`.execute(place.database.db);
  expect(rows).toEqual([{ lost: "{[41,42)}" }]);
  expect(await place.agrees()).toBe(49);
});

test("a click that the database refuses is found among its neighbours and set aside; those behind it come after", async () => {
  const place = await openPlace();
  const refused = "https://refused.example/";
  await place.asOwner(
    `alter table analytics.clicks add constraint poison check (destination <> '${refused}')`,
  );
  await place.append(20);
  await place.append(1, { destination: refused });
  await place.append(20);
  const consumer = await place.startConsumer();
  await place.reaches({ head: 41, stored: 40, deadLettered: 1, inFlight: 0 });
  await place.append(5);
  await place.reaches({ head: 46, stored: 45, deadLettered: 1, inFlight: 0 });
  const { rows } = await sql`select seq, reason, attempts from dead_letters`.execute(place.database.db);
  expect(rows).toEqual([{ seq: 21, reason: "refused", attempts: 5 }]);
  expect(await consumer.metrics.metrics()).toContain("waypost_clicks_set_aside_total");
  expect(await place.agrees()).toBe(45);
});
