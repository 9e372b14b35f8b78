import { rmSync } from "node:fs";
import { join } from "node:path";
import { busConformance } from "@waypost/testing/bus-conformance.ts";
import { findCapability } from "@waypost/testing/capabilities.ts";
import { sharedKafka } from "@waypost/testing/kafka/shared-kafka.ts";
import { makeTestTopic } from "@waypost/testing/kafka/test-topic.ts";
import { pino } from "pino";
import { beforeAll, describe, expect, test } from "vitest";
import { makeFolder } from "../local-log/test-support.ts";
import { openLogWriter } from "../local-log/writer.ts";
import { KafkaBus, type TopicPublisher } from "./kafka-bus.ts";
import { openLogPublisher } from "./log-publisher.ts";

const log = pino({ level: "silent" });

describe.skipIf(findCapability("kafka") === undefined)("on a broker", () => {
  let broker = "";
  beforeAll(async () => {
    broker = await sharedKafka();
  }, 120_000);

  // With one partition, so that a group has one reader as the suite wants it; more are the matter of other tests.
  busConformance("Kafka", async () => {
    const folder = makeFolder();
    const topic = await makeTestTopic([broker]);
    let opened = 0;
    return {
      open: async (observer = {}) => {
        const directory = join(folder, `log-${opened++}`);
        const publisher = openLogPublisher({
          directory,
          writer: openLogWriter({ directory, floorBytes: 0 }),
          kafka: topic.connect,
          kafkaTopic: topic.name,
          lingerMs: 5,
          log,
        });
        return new KafkaBus({
          connect: topic.connect,
          topics: { events: { kafkaTopic: topic.name, publisher } },
          observer,
          tuning: { heartbeatMs: 300, fetchWaitMs: 50 },
          log,
        });
      },
      dispose: async () => {
        await topic.remove();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  });
});

test("publishers close at once: none waits for the time of another", async () => {
  const all = Promise.withResolvers<void>();
  const given: number[] = [];
  const publisher: TopicPublisher = {
    publish: async () => ({ lane: "a", seq: 1 }),
    flush: async () => true,
    async close(timeoutMs) {
      if (given.push(timeoutMs) === 2) all.resolve();
      await all.promise;
    },
  };
  const bus = new KafkaBus({
    connect: () => Promise.reject(new Error("nobody subscribes")),
    topics: { one: { kafkaTopic: "one", publisher }, two: { kafkaTopic: "two", publisher } },
  });
  await bus.close(5_000);
  expect(given).toHaveLength(2);
  expect(Math.max(...given)).toBeLessThanOrEqual(5_000);
});
