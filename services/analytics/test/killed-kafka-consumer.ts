// A consumer process for killed-kafka-consumer.parts.test.ts: reads clicks from Kafka until it is killed.
import { makeTestHost } from "@waypost/testing/test-host.ts";
import { pino } from "pino";
import { clicksConsumer } from "../consumers/clicks.ts";
import { analytics } from "../service.ts";
import { foldFresh } from "../store/fold.ts";
import { GeoFile } from "../store/geo-file.ts";
import type { AnalyticsTables } from "../store/tables.ts";

const [ownerUrl = "", broker = "", kafkaTopic = ""] = process.argv.slice(2);
const { host } = makeTestHost(analytics, {
  ownerUrl,
  settings: { WAYPOST_HOLES_AFTER: "1s" },
  roles: new Set(["consumers"]),
  kafka: { brokers: [broker], clientId: "killed", tls: null, sasl: null },
  log: pino({ level: "silent" }),
});
const database = host.store.database<AnalyticsTables>();
const consumer = clicksConsumer(
  { database, geo: new GeoFile("/nowhere", host.ops.log) },
  host,
  // So small that a kill falls into every step of the way.
  { kafkaTopic, maxBatch: 20, member: { heartbeatMs: 200, sessionMs: 6_000, fetchWaitMs: 50 } },
);
await consumer.start();
const scope = { signal: new AbortController().signal };
for (;;) await foldFresh(database, scope);
