import { randomUUID } from "node:crypto";
import { makeTestTopic } from "@waypost/testing/kafka/test-topic.ts";
import { createTestDatabase } from "@waypost/testing/test-database.ts";
import { makeTestHost } from "@waypost/testing/test-host.ts";
import { sql } from "kysely";
import pg from "pg";
import { pino } from "pino";
import { expect, onTestFinished, vi } from "vitest";
import { clicksConsumer } from "../consumers/clicks.ts";
import { analytics } from "../service.ts";
import { GeoFile } from "../store/geo-file.ts";
import { saveLaneReports } from "../store/lane-reports.ts";
import { type Ledger, readLedger } from "../store/ledger.ts";
import { reconcileRollups } from "../store/reconcile.ts";
import type { AnalyticsTables } from "../store/tables.ts";
import { clickPayload } from "./click-records.ts";

const log = pino({ level: "silent" });
const anHourAgo = Date.now() - 3_600_000;
const patience = { timeout: 60_000, interval: 50 };

export interface KafkaPlaceOptions {
  readonly partitions?: number;
  readonly holesAfterMs?: number;
}

/** A topic, a database, and consumers of clicks that are started and stopped as by processes; gone after the test. */
export async function openKafkaPlace(broker: string, options: KafkaPlaceOptions = {}) {
  const testDatabase = await createTestDatabase("analytics");
  const database = testDatabase.open<AnalyticsTables>("analytics");
  const topic = await makeTestTopic([broker], { partitions: options.partitions ?? 1 });
  const running = new Set<() => Promise<void>>();
  onTestFinished(async () => {
    for (const stop of running) await stop();
    await topic.remove();
    await testDatabase.close();
  });
  const ledger = () => readLedger(database.db, Date.now());
  return {
    database,
    topic,
    ownerUrl: testDatabase.ownerUrl,
    /** A lane on one partition; its records come in the order of the calls. */
    lane: (partition = 0) => makeLane(topic, partition),
    async startConsumer() {
      const { host, close } = makeTestHost(analytics, {
        ownerUrl: testDatabase.ownerUrl,
        settings: { WAYPOST_HOLES_AFTER: `${options.holesAfterMs ?? 1_000}ms` },
        roles: new Set(["consumers"]),
        kafka: { brokers: [broker], clientId: "test", tls: null, sasl: null },
        log,
      });
      const consumer = clicksConsumer({ database, geo: new GeoFile("/nowhere", log) }, host, {
        kafkaTopic: topic.name,
        member: { heartbeatMs: 300, fetchWaitMs: 50, sessionMs: 6_000, metadataMs: 1_000 },
      });
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
    ledger,
    async reaches(expected: Partial<Ledger>) {
      await vi.waitFor(async () => expect(await ledger()).toMatchObject(expected), patience);
    },
    /** As heads do that are told each second: the ledger knows what was accepted. */
    async declare(...lanes: readonly { readonly id: string; readonly head: number }[]) {
      const reports = lanes.map(({ id, head }) => ({
        lane: id,
        head,
        unrecorded: 0,
        rejected: {},
        state: "closed" as const,
        measuredAt: null,
      }));
      await saveLaneReports(database.db, reports, Date.now());
    },
    async asOwner(text: string) {
      const client = new pg.Client({ connectionString: testDatabase.ownerUrl });
      await client.connect();
      await client.query(text);
      await client.end();
    },
    async rows<Row>(text: string): Promise<Row[]> {
      return (await sql<Row>`${sql.raw(text)}`.execute(database.db)).rows;
    },
    /** Rows, counts and roll-ups say the same; answers the number of clicks. */
    async agrees() {
      const scope = { signal: new AbortController().signal };
      const found = await reconcileRollups(database, scope, {
        now: Date.now(),
        apply: false,
      });
      expect(found).toMatchObject({ lanes: [], counts: [] });
      return found.clicks;
    },
  };
}

/** What a forwarder puts beside a payload. */
export function clickHeaders(lane: string, seq: number): Record<string, string> {
  return {
    wp_lane: lane,
    wp_seq: String(seq),
    wp_at: String(Date.now()),
    ce_specversion: "1.0",
    ce_type: "waypost.events.v1.ClickEvent",
    ce_source: "/waypost/links",
  };
}

function makeLane(topic: Awaited<ReturnType<typeof makeTestTopic>>, partition: number) {
  const id = randomUUID();
  let head = 0;
  const message = (seq: number, value: Uint8Array, more: Record<string, string> = {}) => ({
    partition,
    key: id,
    value: Buffer.from(value),
    headers: { ...clickHeaders(id, seq), ...more },
  });
  return {
    id,
    get head() {
      return head;
    },
    /** Sends the next records. */
    async send(count: number, init: Parameters<typeof clickPayload>[0] = {}, more?: Record<string, string>) {
      const first = head + 1;
      head += count;
      const messages = Array.from({ length: count }, (_, index) =>
        message(first + index, clickPayload({ at: anHourAgo, ...init }), more),
      );
      await topic.produce(messages);
    },
    /** Sends records that were sent before, as after a lost acknowledgement. */
    async sendAgain(from: number, to: number) {
      const messages = Array.from({ length: to - from + 1 }, (_, index) =>
        message(from + index, clickPayload({ at: anHourAgo })),
      );
      await topic.produce(messages);
    },
    /** Sends one record with any payload. */
    async sendRaw(value: Uint8Array, more?: Record<string, string>) {
      head++;
      await topic.produce([message(head, value, more)]);
    },
  };
}
