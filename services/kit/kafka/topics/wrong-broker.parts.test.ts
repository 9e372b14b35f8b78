import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findCapability } from "@waypost/testing/capabilities.ts";
import { FaultProxy } from "@waypost/testing/kafka/fault-proxy.ts";
import { productTopics } from "@waypost/testing/kafka/product-topics.ts";
import { type KafkaBroker, startKafka } from "@waypost/testing/kafka/start-kafka.ts";
import { pino } from "pino";
import { Registry } from "prom-client";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { findFreePort } from "../../db/free-port.ts";
import { BackgroundWork } from "../../lifecycle/spawn.ts";
import { Readiness } from "../../telemetry/readiness.ts";
import { connectKafka } from "../connect-kafka.ts";
import type { KafkaConnection } from "../kafka-settings.ts";
import { whyRejected } from "../produce-error.ts";
import { aclsOf, adminUser, userOf } from "./acls.ts";
import { applyAcls } from "./apply-acls.ts";
import { compareTopics } from "./compare-topics.ts";
import { declareTopics, topicsOf } from "./declarations.ts";
import { applyDifferences, readTopics, withAdmin } from "./topic-admin.ts";
import { checkTopics, watchTopics } from "./watch-topics.ts";

const silent = pino({ level: "silent" });
const topics = declareTopics(productTopics, { kafkaClickPartitions: 2, kafkaReplication: null });
const users = {
  [userOf("links")]: "links-pw",
  [userOf("analytics")]: "analytics-pw",
  [adminUser]: "admin-pw",
};

describe.skipIf(findCapability("kafka") === undefined)(
  "a broker with doors that are not for everybody",
  () => {
    let folder: string;
    let broker: KafkaBroker;
    let proxy: FaultProxy;

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), "waypost-kafka-"));
      proxy = await FaultProxy.start();
      broker = await startKafka({ folder, users, tls: true, acls: true, proxyPort: proxy.port });
      proxy.forwardTo(broker.doorAddress("proxied"));
    }, 120_000);

    afterAll(async () => {
      await proxy.close();
      await broker.kill();
      rmSync(folder, { recursive: true, force: true });
    });

    const connect = (brokers: string, change: Partial<KafkaConnection> = {}) =>
      connectKafka({ brokers: [brokers], clientId: "test", tls: null, sasl: null, ...change }, silent);
    const sentenceOf = async (brokers: string, change: Partial<KafkaConnection> = {}) => {
      const kafka = await connect(brokers, change);
      const failure = await checkTopics(kafka, topics).then(
        () => undefined,
        (error: unknown) => error,
      );
      return failure === undefined ? "" : whyRejected(failure, "waypost.clicks").sentence;
    };
    const trusted = () => ({ ca: broker.certificate ?? "" });
    const sasl = (username: string, password: string) =>
      ({ sasl: { mechanism: "scram-sha-512", username, password } }) as const;

    test("says in a sentence why it can't be used", { timeout: 120_000 }, async () => {
      const tls = broker.doorAddress("tls");
      expect(await sentenceOf(`127.0.0.1:${await findFreePort()}`)).toMatch(
        /^Kafka can't be reached .*WAYPOST_KAFKA_BROKERS/,
      );
      expect(await sentenceOf("kafka.invalid:9092")).toMatch(
        /^Kafka can't be reached .*WAYPOST_KAFKA_BROKERS/,
      );
      expect(await sentenceOf(tls, { tls: {} })).toMatch(
        /certificate is not trusted .*WAYPOST_KAFKA_TLS_CA_FILE/,
      );
      expect(await sentenceOf(broker.address, { tls: {} })).toMatch(/doesn't speak TLS .*WAYPOST_KAFKA_TLS/);
      expect(await sentenceOf(tls)).toMatch(/WAYPOST_KAFKA_TLS/);
      const wrong = { mechanism: "plain", username: adminUser, password: "no" } as const;
      const credentials = /^Kafka refuses the credentials .*WAYPOST_KAFKA_SASL_USERNAME/;
      expect(await sentenceOf(broker.doorAddress("sasl-tls"), { tls: trusted(), sasl: wrong })).toMatch(
        credentials,
      );
      expect(await sentenceOf(broker.doorAddress("sasl"), sasl(adminUser, "no"))).toMatch(credentials);
      expect(await sentenceOf(broker.doorAddress("sasl"), sasl("nobody", "no"))).toMatch(credentials);
      expect(await sentenceOf(broker.doorAddress("sasl"))).toMatch(/WAYPOST_KAFKA_SASL/);
    });

    test("is not taken for another kind of server", { timeout: 120_000 }, async () => {
      const server = await listen((socket) =>
        socket.on("error", () => undefined).end("HTTP/1.1 400 Bad Request\r\n\r\n"),
      );
      expect(await sentenceOf(server)).toMatch(/^Kafka .*WAYPOST_KAFKA_BROKERS/);
    });

    test("lets each service do what the list says, and nothing else", { timeout: 120_000 }, async () => {
      const asAnybody = await connect(broker.address);
      await withAdmin(asAnybody, (admin) => applyAcls(admin, aclsOf(topics)));
      const as = (service: string) =>
        connect(broker.doorAddress("sasl-tls"), {
          tls: trusted(),
          ...sasl(service, users[service] ?? ""),
        });
      const admin = await as(adminUser);
      await vi.waitFor(
        () =>
          withAdmin(admin, async (it) =>
            applyDifferences(it, topics, compareTopics(topics, await readTopics(it, topics))),
          ),
        { timeout: 30_000, interval: 500 },
      );
      expect(await checkTopics(admin, topics)).toEqual([]);

      const links = await as(userOf("links"));
      expect(await checkTopics(links, topicsOf(topics, ["links"]))).toEqual([]);
      // A topic that one may not see is as one that is not there.
      expect(await checkTopics(links, topicsOf(topics, ["identity"]))).toHaveLength(1);
      const producer = links.producer({ retry: { retries: 0 } });
      await producer.connect();
      const send = (topic: string) =>
        producer.send({ topic, acks: -1, messages: [{ partition: 0, value: "x" }] });
      await vi.waitFor(() => send("waypost.clicks"), { timeout: 30_000, interval: 200 });
      await expect(send("waypost.counts")).rejects.toThrow(/authori/i);
      await producer.disconnect();
      await expect(
        withAdmin(links, (it) =>
          it.deleteTopicRecords({ topic: "waypost.clicks", partitions: [{ partition: 0, offset: "1" }] }),
        ),
      ).rejects.toThrow();

      const read = async (service: string, groupId: string) => {
        const consumer = (await as(service)).consumer({ groupId, retry: { retries: 0 } });
        const crashed = new Promise<never>((_, reject) => {
          consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
        });
        try {
          await consumer.connect();
          await consumer.subscribe({ topic: "waypost.clicks", fromBeginning: true });
          const got = new Promise<string>((resolve) => {
            const eachMessage = async ({ message }: { message: { value: Buffer | null } }) =>
              resolve(String(message.value));
            consumer.run({ eachMessage }).catch(() => undefined);
          });
          return await Promise.race([got, crashed]);
        } finally {
          await consumer.disconnect();
        }
      };
      // The broker makes its own topic of groups at the first of them, which takes a moment.
      const own = () => read(userOf("analytics"), "waypost.clicks.analytics");
      expect(await vi.waitFor(own, { timeout: 60_000, interval: 500 })).toBe("x");
      await expect(read(userOf("analytics"), "somebody-elses")).rejects.toThrow(/authori|coordinator/i);
      await expect(read(userOf("links"), "waypost.clicks.links")).rejects.toThrow(/authori|coordinator/i);
    });

    test("that is away at the start is asked until it answers, and told of meanwhile", {
      timeout: 120_000,
    }, async () => {
      proxy.refuse();
      const metrics = new Registry();
      const readiness = new Readiness();
      readiness.open();
      const lines: string[] = [];
      const log = pino({ level: "info" }, { write: (line: string) => void lines.push(JSON.parse(line).msg) });
      const background = new BackgroundWork(log);
      onTestFinished(async () => {
        await background.stop();
      });
      const kafka = await connect(proxy.address);
      // No service writes it, so nobody has made it.
      const [clicks] = topics;
      const missing = clicks === undefined ? [] : [{ ...clicks, name: "waypost.missing" }];
      watchTopics({
        kafka: async () => kafka,
        topics: missing,
        background,
        readiness,
        metrics,
        log,
        everyMs: 100,
      });
      const report = async () => (await readiness.report()).checks["kafka-topics"];
      await vi.waitFor(async () => expect(await report()).toMatch(/^Kafka can't be reached/), {
        timeout: 30_000,
      });
      expect((await readiness.report()).ready).toBe(true);

      proxy.heal();
      const sentence = "The topic waypost.missing is missing; run `npm run topics -- apply`.";
      await vi.waitFor(async () => expect(await report()).toBe(sentence), { timeout: 60_000 });
      expect(await metrics.metrics()).toMatch(/^waypost_kafka_topic_faults 1$/m);

      await withAdmin(await connect(broker.address), async (admin) =>
        applyDifferences(admin, missing, compareTopics(missing, await readTopics(admin, missing))),
      );
      await vi.waitFor(async () => expect(await report()).toBe("ok"), { timeout: 60_000 });
      expect(await metrics.metrics()).toMatch(/^waypost_kafka_topic_faults 0$/m);
      // Each trouble once, however often it was looked at.
      expect(lines.filter((line) => line === sentence)).toHaveLength(1);
      expect(lines.at(-1)).toBe("The topics at Kafka are as declared");
    });
  },
);

/** A server that is no Kafka; its address. */
async function listen(onSocket: Parameters<typeof createServer>[1]): Promise<string> {
  const server: Server = createServer(onSocket ?? (() => undefined));
  onTestFinished(() => {
    server.close();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return `127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
}
