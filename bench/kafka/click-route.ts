import { join } from "node:path";
import { clicksConsumer } from "@waypost/analytics/consumers/clicks.ts";
import { analytics } from "@waypost/analytics/service.ts";
import { defaultGeoFile, GeoFile } from "@waypost/analytics/store/geo-file.ts";
import type { KafkaConnection } from "@waypost/kit/kafka/kafka-settings.ts";
import { ThreadedForwarder } from "@waypost/kit/kafka/threaded-forwarder.ts";
import { LaneTurns } from "@waypost/kit/local-log/lane-turns.ts";
import { openLogWriter } from "@waypost/kit/local-log/writer.ts";
import { makeTestHost } from "@waypost/testing/test-host.ts";
import pg from "pg";
import { pino } from "pino";
import type { ConsumerDatabase } from "../consumer/consumer-database.ts";

/** What every click has as a CloudEvent, as links writes it. */
export const clickHeaders = {
  ce_specversion: "1.0",
  ce_type: "waypost.events.v1.ClickEvent",
  ce_source: "/waypost/links",
} as const;

/** The whole way of a click: local log, forwarder on its thread, Kafka, consumer, PostgreSQL. */
export interface ClickRoute {
  /** Writes the clicks as visitors would make them, `perTurn` a turn of the event loop; resolves when all are stored. */
  send(clicks: readonly Uint8Array[], perTurn: number): Promise<void>;
  close(): Promise<void>;
}

const log = pino({ level: "error" });

/** Opens the way over a topic of the name that the product uses, which must be there. */
export async function openClickRoute(
  opened: ConsumerDatabase,
  connection: KafkaConnection,
): Promise<ClickRoute> {
  const directory = join(opened.folder, "clicks");
  const openLane = () => openLogWriter({ directory, floorBytes: 0, log });
  // Four lanes, as a process of links has when clicks go to Kafka.
  const lanes = new LaneTurns([openLane(), openLane(), openLane(), openLane()]);
  const forwarder = new ThreadedForwarder({
    connection,
    topic: "waypost.clicks",
    writers: lanes.writers,
    headers: clickHeaders,
    owner: null,
    lingerMs: 50,
    observer: {},
    log,
  });
  const consumer = makeConsumer(opened, connection);
  await consumer.start();
  const owner = new pg.Client({ connectionString: opened.ownerUrl });
  await owner.connect();
  let sent = 0;
  return {
    async send(clicks, perTurn) {
      sent += clicks.length;
      for (let at = 0; at < clicks.length; at += perTurn) {
        for (const click of clicks.slice(at, at + perTurn)) lanes.append(click, () => undefined);
        await new Promise((settle) => setImmediate(settle));
      }
      while ((await storedSoFar(owner)) < sent) await new Promise((settle) => setTimeout(settle, 20));
    },
    async close() {
      await lanes.close();
      await forwarder.stop();
      await consumer.stop();
      await owner.end();
    },
  };
}

function makeConsumer({ database, ownerUrl, folder }: ConsumerDatabase, kafka: KafkaConnection) {
  const { host, close } = makeTestHost(analytics, { ownerUrl, dataFolder: folder, kafka, log });
  const { start, stop } = clicksConsumer({ database, geo: new GeoFile(defaultGeoFile(), log) }, host);
  return { start, stop: () => stop().then(close) };
}

async function storedSoFar(owner: pg.Client): Promise<number> {
  const { rows } = await owner.query<{ stored: string }>(
    "select coalesce(sum(stored), 0) stored from analytics.lanes",
  );
  return Number(rows[0]?.stored);
}
