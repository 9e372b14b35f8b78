// A consumer process for killed-kafka-consumer.test.ts: reads clicks from Kafka until it is killed.
import { createDatabase } from "@waypost/kit/db/database.ts";
import { pino } from "pino";
import { Registry } from "prom-client";
import { clicksConsumer } from "../consumers/clicks.ts";
import { foldFresh } from "../store/fold.ts";
import { GeoFile } from "../store/geo-file.ts";
import type { AnalyticsTables } from "../store/tables.ts";

const [url = "", broker = "", kafkaTopic = ""] = process.argv.slice(2);
const log = pino({ level: "silent" });
const database = createDatabase<AnalyticsTables>({ url, applicationName: "killed", log, poolSize: 3 });
const consumer = clicksConsumer(
  { database, geo: new GeoFile("/nowhere", log) },
  {
    config: { clickRetentionDays: 400, geoFile: null, lostAfterMs: 1_000, outbox: false },
    roles: new Set(["consumers"]),
    topicFolder: () => "/nowhere",
    kafkaConnection: { brokers: [broker], clientId: "killed", tls: null, sasl: null },
    readiness: { add: () => undefined, addNote: () => undefined },
    publicUrl: "https://go.example",
    now: Date.now,
    log,
    metrics: new Registry(),
    notifications: {
      live: true,
      caughtUp: async () => undefined,
      listen: async () => async () => undefined,
    },
  },
  // So small that a kill falls into every step of the way.
  { kafkaTopic, maxBatch: 20, member: { heartbeatMs: 200, sessionMs: 6_000, fetchWaitMs: 50 } },
);
await consumer.start();
const scope = { signal: new AbortController().signal };
for (;;) await foldFresh(database, scope);
