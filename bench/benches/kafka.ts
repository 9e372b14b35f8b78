import { join } from "node:path";
import { dayOf } from "@waypost/analytics/domain/click-time.ts";
import { makeDayKey } from "@waypost/analytics/store/days.ts";
import { product } from "@waypost/gen/product.ts";
import { connectKafka } from "@waypost/kit/kafka/connect-kafka.ts";
import { compareTopics } from "@waypost/kit/kafka/topics/compare-topics.ts";
import { declareTopics } from "@waypost/kit/kafka/topics/declarations.ts";
import { applyDifferences, readTopics, withAdmin } from "@waypost/kit/kafka/topics/topic-admin.ts";
import { startKafka } from "@waypost/testing/kafka/start-kafka.ts";
import type { Kafka } from "kafkajs";
import { pino } from "pino";
import type { Bench } from "../bench.ts";
import { openConsumerDatabase } from "../consumer/consumer-database.ts";
import { ClickMaker } from "../consumer/make-clicks.ts";
import { sendBare } from "../kafka/bare-producer.ts";
import { openClickRoute } from "../kafka/click-route.ts";
import { interleaved } from "../median.ts";

const clicks = 100_000;
/** As many as arrive together where a busy process of links answers 60,000 visitors a second. */
const perTurn = 64;
const bareTopic = "bench.clicks";

/** From the append to the local log until the row is stored, all of it on this machine, the broker too. */
export const kafka: Bench = {
  name: "kafka",
  summary:
    "clicks/s through local log, forwarder, Kafka and consumer ÷ the same records/s by kafkajs's bare producer",
  better: "higher",
  bar: 0.5,
  aim: 0.8,
  needs: "Kafka",
  async run(say) {
    const opened = await openConsumerDatabase();
    const broker = await startKafka({ folder: join(opened.folder, "kafka"), underLoad: true, heap: "512m" });
    try {
      const connection = { brokers: [broker.address], clientId: "bench", tls: null, sasl: null };
      const client = await connectKafka(connection, pino({ level: "silent" }));
      await makeTopics(client);
      const now = Date.now();
      const maker = new ClickMaker(await makeDayKey(opened.database.db, dayOf(now)), now);
      const made = Array.from({ length: clicks }, () => maker.make(now));
      const route = await openClickRoute(opened, connection);
      try {
        say("warming up");
        await route.send(made, perTurn);
        await sendBare(client, made, { topic: bareTopic, compression: "none", named: true });
        const found = await interleaved(
          5,
          {
            route: async () => {
              const startedAt = performance.now();
              await route.send(made, perTurn);
              return (clicks * 1_000) / (performance.now() - startedAt);
            },
            bare: () => sendBare(client, made, { topic: bareTopic, compression: "none", named: true }),
            zstd: () => sendBare(client, made, { topic: bareTopic, compression: "zstd", named: true }),
            payloads: () => sendBare(client, made, { topic: bareTopic, compression: "none", named: false }),
          },
          say,
        );
        return {
          ratio: found.route / found.bare,
          details: {
            "clicks/s, stored and visible": found.route,
            "bare producer, records/s": found.bare,
            "bare producer with zstd, records/s": found.zstd,
            "bare producer of payloads alone, records/s": found.payloads,
            "ratio to payloads alone": found.route / found.payloads,
          },
        };
      } finally {
        await route.close();
      }
    } finally {
      await broker.stop();
      await opened.close();
    }
  },
};

/** The product's topic, and one like it for the bare producer, which no consumer reads. */
async function makeTopics(client: Kafka): Promise<void> {
  const clicks = product.topics.filter(({ name }) => name === "clicks");
  const [clicksTopic] = declareTopics(clicks, { kafkaClickPartitions: 4, kafkaReplication: 1 });
  if (clicksTopic === undefined) throw new Error("No topic is declared.");
  const topics = [clicksTopic, { ...clicksTopic, name: bareTopic }];
  await withAdmin(client, async (admin) =>
    applyDifferences(admin, topics, compareTopics(topics, await readTopics(admin, topics))),
  );
}
