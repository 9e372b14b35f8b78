import { randomUUID } from "node:crypto";
import { findCapability } from "@waypost/testing/capabilities.ts";
import { productTopics } from "@waypost/testing/kafka/product-topics.ts";
import { sharedKafka } from "@waypost/testing/kafka/shared-kafka.ts";
import type { Kafka } from "kafkajs";
import { pino } from "pino";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { connectKafka } from "../connect-kafka.ts";
import { compareTopics } from "./compare-topics.ts";
import { declareTopics, type TopicDeclaration } from "./declarations.ts";
import { applyDifferences, readTopics, withAdmin } from "./topic-admin.ts";
import { checkTopics } from "./watch-topics.ts";

describe.skipIf(findCapability("kafka") === undefined)("topics of a real broker", () => {
  let kafka: Kafka;
  let topics: readonly TopicDeclaration[];

  beforeAll(async () => {
    const brokers = [await sharedKafka()];
    kafka = await connectKafka(
      { brokers, clientId: "test", tls: null, sasl: null },
      pino({ level: "silent" }),
    );
    // Names of our own, since the broker is everybody's.
    const mark = randomUUID();
    topics = declareTopics(productTopics, { kafkaClickPartitions: 4, kafkaReplication: null }).map((it) => ({
      ...it,
      name: `${mark}.${it.name}`,
    }));
  });

  const differences = (declared = topics) =>
    withAdmin(kafka, async (admin) =>
      compareTopics(declared, await readTopics(admin, declared)).filter(({ topic }) =>
        declared.some(({ name }) => name === topic),
      ),
    );
  const apply = async (declared = topics) => {
    const found = await differences(declared);
    await withAdmin(kafka, (admin) => applyDifferences(admin, declared, found));
  };
  const settingsOf = async (topic: TopicDeclaration) => {
    const { topics: found } = await withAdmin(kafka, (admin) => readTopics(admin, [topic]));
    return found.find(({ name }) => name === topic.name)?.settings ?? {};
  };
  /** Sets all settings of a topic, and waits until the broker knows. */
  const setByHand = async (topic: TopicDeclaration, settings: Record<string, string>) => {
    const configEntries = Object.entries(settings).map(([name, value]) => ({ name, value }));
    const resources = [{ type: 2, name: topic.name, configEntries }];
    await withAdmin(kafka, (admin) => admin.alterConfigs({ validateOnly: false, resources }));
    await vi.waitFor(async () => expect(await settingsOf(topic)).toMatchObject(settings), {
      timeout: 20_000,
    });
  };

  test("are missing, are made as declared, and then have no differences", { timeout: 60_000 }, async () => {
    const [clicks] = topics;
    expect(await checkTopics(kafka, topics)).toHaveLength(topics.length);
    expect((await checkTopics(kafka, topics))[0]).toBe(
      `The topic ${clicks?.name} is missing; run \`npm run topics -- apply\`.`,
    );
    await apply();
    expect(await differences()).toEqual([]);
    expect(await checkTopics(kafka, topics)).toEqual([]);

    const more = topics.map((it) => ({ ...it, partitions: it.partitions + 2 }));
    expect((await checkTopics(kafka, more))[0]).toBe(
      `The topic ${clicks?.name} has 4 partitions, declared are 6; run \`npm run topics -- apply\`.`,
    );
    await apply(more);
    expect(await differences(more)).toEqual([]);
    // Partitions that were added by somebody are no reason not to work.
    expect(await checkTopics(kafka, topics)).toEqual([]);
  });

  test("get the settings that are safe to set, and keep those that somebody else made", {
    timeout: 60_000,
  }, async () => {
    const topic = { ...topics.at(-1), name: `${randomUUID()}.links` } as TopicDeclaration;
    await apply([topic]);
    await setByHand(topic, { ...topic.settings, "retention.ms": "1000", "flush.ms": "12345" });
    expect((await checkTopics(kafka, [topic])).join(" ")).toContain(
      "has retention.ms=1000, declared is 604800000",
    );
    await apply([topic]);
    expect(await differences([topic])).toEqual([]);
    expect(await settingsOf(topic)).toMatchObject({
      "flush.ms": "12345",
      "message.timestamp.type": "LogAppendTime",
    });
  });

  test("are not changed where that would delete records", { timeout: 60_000 }, async () => {
    const topic = { ...topics.at(-1), name: `${randomUUID()}.links` } as TopicDeclaration;
    await apply([topic]);
    await setByHand(topic, { ...topic.settings, "retention.ms": "-1" });
    await apply([topic]);
    expect(await differences([topic])).toMatchObject([{ kind: "refused" }]);
    expect(await checkTopics(kafka, [topic])).toEqual([
      expect.stringMatching(/would delete records, so change it by hand/),
    ]);
  });

  test("never come from asking for them", { timeout: 60_000 }, async () => {
    const name = randomUUID();
    const producer = kafka.producer({ retry: { retries: 0 } });
    await producer.connect();
    await expect(producer.send({ topic: name, messages: [{ value: "x" }] })).rejects.toThrow();
    await producer.disconnect();
    const { topics: all } = await withAdmin(kafka, (admin) => admin.fetchTopicMetadata());
    expect(all.map((it) => it.name)).not.toContain(name);
  });
});
