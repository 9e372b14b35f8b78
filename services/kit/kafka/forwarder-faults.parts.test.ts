import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { findCapability } from "@waypost/testing/capabilities.ts";
import { FaultProxy } from "@waypost/testing/kafka/fault-proxy.ts";
import { firstSeen, readTopic, upTo } from "@waypost/testing/kafka/read-topic.ts";
import { type KafkaBroker, startKafka } from "@waypost/testing/kafka/start-kafka.ts";
import { makeTestTopic } from "@waypost/testing/kafka/test-topic.ts";
import kafkajs, { type Kafka } from "kafkajs";
import { pino } from "pino";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { openLogReader } from "../local-log/reader.ts";
import { makeFolder, temporaryFolder } from "../local-log/test-support.ts";
import { type LogWriter, openLogWriter } from "../local-log/writer.ts";
import { connectKafka } from "./connect-kafka.ts";
import { Forwarder } from "./forwarder.ts";
import type { KafkaConnection } from "./kafka-settings.ts";
import type { Rejection } from "./produce-error.ts";
import { SafeProducer } from "./safe-producer.ts";

const log = pino({ level: "silent" });
const patience = { timeout: 30_000, interval: 50 };
const users = { links: "right" };
const folder = makeFolder();
const ends: (() => Promise<unknown>)[] = [];
const children = new Set<ChildProcess>();
let proxy: FaultProxy;
let broker: KafkaBroker;

/** Starts the broker, or starts it again with all that it had. */
async function startBroker(): Promise<void> {
  const again = broker === undefined ? {} : { port: broker.port };
  broker = await startKafka({ folder, proxyPort: proxy.port, users, tls: true, ...again });
  proxy.forwardTo(broker.doorAddress("proxied"));
}

/** A client that reaches the broker by the proxy only, and has little patience. */
async function connectByProxy(options: { readonly requestTimeout?: number } = {}): Promise<Kafka> {
  await connectKafka(plainly(proxy.address), log);
  return new kafkajs.Kafka({
    brokers: [proxy.address],
    logLevel: kafkajs.logLevel.NOTHING,
    requestTimeout: 1_000,
    connectionTimeout: 1_000,
    retry: { retries: 1, initialRetryTime: 50 },
    ...options,
  });
}

const plainly = (address: string): KafkaConnection => ({
  brokers: [address],
  clientId: "test",
  tls: null,
  sasl: null,
});

async function makeTopic(partitions = 1) {
  const topic = await makeTestTopic([broker.address], { partitions });
  ends.push(() => topic.remove());
  return topic;
}

function openForwarder(kafka: Kafka, topic: string, writer: LogWriter) {
  const reader = openLogReader({ directory: writer.directory, log });
  const told = { rejected: 0, producers: 0, troubles: [] as (Rejection | null)[] };
  const forwarder = new Forwarder({
    kafka: async () => kafka,
    topic,
    reader,
    ownLanes: [writer.lane],
    owner: null,
    lingerMs: 1,
    maxBatchRecords: 50,
    backoff: { firstMs: 50, maxMs: 500 },
    observer: {
      rejected: () => told.rejected++,
      newProducer: () => told.producers++,
      trouble: (rejection) => told.troubles.push(rejection),
    },
    log,
  });
  ends.push(async () => {
    await forwarder.stop();
    await reader.close();
    await writer.close();
  });
  forwarder.start();
  return { forwarder, told };
}

const openWriter = () => openLogWriter({ directory: temporaryFolder(), floorBytes: 0 });

/** Appends a little every few milliseconds until it is told to stop; answers how many that were. */
function keepAppending(writer: LogWriter): () => Promise<number> {
  let stopped = false;
  const appending = (async () => {
    while (!stopped) {
      await Promise.all(Array.from({ length: 10 }, () => writer.appendAsync(Buffer.from("click"))));
      // Simulates the pace of visitors.
      await new Promise((settle) => setTimeout(settle, 5));
    }
  })();
  const stop = async () => {
    stopped = true;
    await appending;
    return writer.head();
  };
  ends.push(stop);
  return stop;
}

async function kill(child: ChildProcess): Promise<void> {
  children.delete(child);
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.kill("SIGKILL");
  await exited;
}

describe.skipIf(findCapability("kafka") === undefined)("on a broker that fails", () => {
  beforeAll(async () => {
    proxy = await FaultProxy.start();
    await startBroker();
  }, 120_000);

  afterEach(async () => {
    proxy.heal();
    await Promise.all([...children].map(kill));
    for (const end of ends.splice(0).toReversed()) await end();
  });

  afterAll(async () => {
    await proxy?.close();
    await broker?.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  test("kafkajs's idempotent producer acknowledges what it never wrote, after a send that failed", async () => {
    const topic = await makeTopic();
    const kafka = await connectByProxy({ requestTimeout: 500 });
    const producer = kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      retry: { retries: 1, initialRetryTime: 50 },
      createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
    });
    await producer.connect();
    ends.push(() => producer.disconnect());
    const send = (...texts: string[]) =>
      producer.send({
        topic: topic.name,
        acks: -1,
        messages: texts.map((value) => ({ key: "lane", value, partition: 0 })),
      });
    await send("a1", "a2");
    proxy.dropReplies();
    await expect(send("b1", "b2")).rejects.toThrow();
    proxy.heal();
    const [answer] = await send("c1", "c2");
    expect(answer).toMatchObject({ errorCode: 0 });
    // The failed send is there, and what was acknowledged is not.
    const texts = (await readTopic(await topic.connect(), topic.name)).map(({ text }) => text);
    expect(texts).toEqual(["a1", "a2", "b1", "b2"]);
  }, 60_000);

  test("the safe producer writes what it acknowledges, after the same failure", async () => {
    const topic = await makeTopic();
    const kafka = await connectByProxy({ requestTimeout: 500 });
    let producers = 0;
    const producer = new SafeProducer({
      kafka: async () => kafka,
      topic: topic.name,
      onNewProducer: () => producers++,
    });
    ends.push(() => producer.close());
    const send = (...texts: string[]) =>
      producer.send(
        0,
        texts.map((text) => ({ key: "lane", value: Buffer.from(text), headers: {}, at: Date.now() })),
      );
    await send("a1", "a2");
    proxy.dropReplies();
    await expect(send("b1", "b2")).rejects.toThrow();
    proxy.heal();
    await send("c1", "c2");
    expect(producers).toBe(2);
    const texts = (await readTopic(await topic.connect(), topic.name)).map(({ text }) => text);
    expect(texts).toEqual(["a1", "a2", "b1", "b2", "c1", "c2"]);
  }, 60_000);

  test("a send to a partition that isn't there is no success, though the client calls it one", async () => {
    const topic = await makeTopic(2);
    const kafka = await topic.connect();
    const bare = kafka.producer({ createPartitioner: kafkajs.Partitioners.DefaultPartitioner });
    await bare.connect();
    ends.push(() => bare.disconnect());
    expect(await bare.send({ topic: topic.name, messages: [{ value: "lost", partition: 7 }] })).toEqual([]);
    const producer = new SafeProducer({ kafka: async () => kafka, topic: topic.name });
    ends.push(() => producer.close());
    const record = { key: "lane", value: Buffer.from("kept"), headers: {}, at: Date.now() };
    await expect(producer.send(7, [record])).rejects.toThrow("partition 7");
    expect(await readTopic(kafka, topic.name)).toEqual([]);
  }, 60_000);

  test("replies that are dropped after the append cost repetitions, and neither order nor a record", async () => {
    const topic = await makeTopic();
    const writer = openWriter();
    const { forwarder, told } = openForwarder(await connectByProxy(), topic.name, writer);
    const stopAppending = keepAppending(writer);
    for (let time = 1; time <= 3; time++) {
      await vi.waitFor(() => expect(forwarder.position(writer.lane)).toBeGreaterThan(50 * time), patience);
      const before = told.rejected;
      proxy.dropReplies();
      await vi.waitFor(() => expect(told.rejected).toBeGreaterThan(before), patience);
      proxy.heal();
    }
    const head = await stopAppending();
    expect(await forwarder.drain(30_000)).toBe(true);
    expect(told.producers).toBeGreaterThan(3);
    expect(told.troubles.at(-1)).toBeNull();
    const records = await readTopic(await topic.connect(), topic.name);
    expect(firstSeen(records, writer.lane)).toEqual(upTo(head));
    expect(records.length).toBeGreaterThan(head);
  }, 120_000);

  test("a broker that is killed, away for a while and started again gets everything, in order", async () => {
    const topic = await makeTopic(3);
    const writer = openWriter();
    const { forwarder, told } = openForwarder(await connectByProxy(), topic.name, writer);
    const stopAppending = keepAppending(writer);
    await vi.waitFor(() => expect(forwarder.position(writer.lane)).toBeGreaterThan(50), patience);
    await broker.kill();
    proxy.refuse();
    await vi.waitFor(() => expect(told.troubles.at(-1)?.sentence).toContain("can't be reached"), patience);
    await startBroker();
    proxy.heal();
    await vi.waitFor(() => expect(told.troubles.at(-1)).toBeNull(), patience);
    const head = await stopAppending();
    expect(await forwarder.drain(30_000)).toBe(true);
    expect(firstSeen(await readTopic(await topic.connect(), topic.name), writer.lane)).toEqual(upTo(head));
  }, 180_000);

  test("half-open connections are given up in time, and what was on them goes again", async () => {
    const topic = await makeTopic();
    const writer = openWriter();
    const { forwarder, told } = openForwarder(await connectByProxy(), topic.name, writer);
    await writer.appendAsync(Buffer.from("click"));
    expect(await forwarder.drain(30_000)).toBe(true);
    proxy.blackhole();
    await writer.appendAsync(Buffer.from("click"));
    await vi.waitFor(() => expect(told.troubles.at(-1)?.sentence).toMatch(/in time|reached/), patience);
    proxy.heal();
    expect(await forwarder.drain(30_000)).toBe(true);
    expect(firstSeen(await readTopic(await topic.connect(), topic.name), writer.lane)).toEqual([1, 2]);
  }, 120_000);

  test("processes killed while they forward: their lanes are finished by the next, whole and in order", async () => {
    const topic = await makeTopic(2);
    const directory = temporaryFolder();
    for (let round = 1; round <= 3; round++) {
      const child = spawn(
        process.execPath,
        [
          join(import.meta.dirname, "../../testing/kafka/forwarding-child.ts"),
          directory,
          broker.address,
          topic.name,
        ],
        { stdio: ["ignore", "pipe", "inherit"] },
      );
      children.add(child);
      if (child.stdout === null) throw new Error("the child has no output");
      let lines = 0;
      for await (const _ of createInterface({ input: child.stdout })) if (++lines === 15 * round) break;
      await kill(child);
    }
    const writer = openLogWriter({ directory, floorBytes: 0 });
    const { forwarder } = openForwarder(await topic.connect(), topic.name, writer);
    const reader = openLogReader({ directory, adopt: false });
    ends.push(() => reader.close());
    const left = () => reader.laneStates().filter(({ lane }) => lane !== writer.lane);
    await vi.waitFor(() => {
      expect(left()).toHaveLength(6);
      for (const { lane, state, head } of left()) {
        expect(state).toBe("adopted");
        expect(forwarder.position(lane)).toBe(head);
      }
    }, patience);
    const records = await readTopic(await topic.connect(), topic.name);
    for (const { lane, head } of left()) {
      expect(head).toBeGreaterThan(0);
      expect(firstSeen(records, lane)).toEqual(upTo(head));
    }
  }, 120_000);

  test("TLS and a password open the door; a wrong password is told in a sentence, and its records wait", async () => {
    const topic = await makeTopic();
    const connect = (address: string, connection: Partial<KafkaConnection>) =>
      connectKafka({ ...plainly(address), ...connection }, log);
    const sasl = { mechanism: "scram-sha-512", username: "links" } as const;
    const tls = { ca: broker.certificate ?? "" };
    const writer = openWriter();
    await writer.appendAsync(Buffer.from("click"));
    const wrong = await connect(broker.doorAddress("sasl-tls"), {
      tls,
      sasl: { ...sasl, password: "wrong" },
    });
    const refused = openForwarder(wrong, topic.name, writer);
    await vi.waitFor(
      () => expect(refused.told.troubles.at(-1)?.sentence).toContain("refuses the credentials"),
      patience,
    );
    const distrustful = openWriter();
    await distrustful.appendAsync(Buffer.from("click"));
    const distrust = openForwarder(
      await connect(broker.doorAddress("tls"), { tls: {} }),
      topic.name,
      distrustful,
    );
    await vi.waitFor(
      () => expect(distrust.told.troubles.at(-1)?.sentence).toContain("certificate is not trusted"),
      patience,
    );
    const right = await connect(broker.doorAddress("sasl-tls"), {
      tls,
      sasl: { ...sasl, password: "right" },
    });
    const producer = new SafeProducer({ kafka: async () => right, topic: topic.name });
    ends.push(() => producer.close());
    await producer.send(0, [{ key: "lane", value: Buffer.from("in"), headers: {}, at: Date.now() }]);
    expect((await readTopic(await topic.connect(), topic.name)).map(({ text }) => text)).toEqual(["in"]);
  }, 120_000);
});
