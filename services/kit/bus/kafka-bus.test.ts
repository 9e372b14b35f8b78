import { rmSync } from "node:fs";
import { join } from "node:path";
import { pino } from "pino";
import { beforeAll, describe } from "vitest";
import { findCapability } from "../../../scripts/test/capabilities.ts";
import { openLogPublisher } from "../kafka/log-publisher.ts";
import { makeFolder } from "../local-log/test-support.ts";
import { openLogWriter } from "../local-log/writer.ts";
import { busConformance } from "../testing/bus-conformance.ts";
import { sharedKafka } from "../testing/kafka/shared-kafka.ts";
import { makeTestTopic } from "../testing/kafka/test-topic.ts";
import { KafkaBus } from "./kafka-bus.ts";

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
