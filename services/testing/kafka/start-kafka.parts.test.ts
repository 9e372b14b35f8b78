import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import kafkajs from "kafkajs";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { findCapability } from "../capabilities.ts";
import { FaultProxy } from "./fault-proxy.ts";
import { type KafkaBroker, startKafka } from "./start-kafka.ts";

describe.skipIf(findCapability("kafka") === undefined)("a broker of a test's own", () => {
  let folder: string;
  let proxy: FaultProxy;
  let broker: KafkaBroker;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "waypost-kafka-"));
    proxy = await FaultProxy.start();
    broker = await startKafka({ folder, proxyPort: proxy.port });
    proxy.forwardTo(broker.doorAddress("proxied"));
    const admin = client(broker.address).admin();
    await admin.connect();
    await admin.createTopics({ topics: [{ topic: "kept", numPartitions: 1 }], waitForLeaders: false });
    await vi.waitFor(
      async () => expect((await admin.fetchTopicMetadata()).topics.map(({ name }) => name)).toContain("kept"),
      { timeout: 20_000, interval: 100 },
    );
    await admin.disconnect();
  }, 120_000);

  afterAll(async () => {
    await proxy.close();
    await broker.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  const client = (address: string, requestTimeout = 3_000) =>
    new kafkajs.Kafka({
      brokers: [address],
      logLevel: kafkajs.logLevel.NOTHING,
      requestTimeout,
      connectionTimeout: 3_000,
      retry: { retries: 5 },
    });
  const send = async (address: string, value: string, retries = 5) => {
    const producer = client(address).producer({ retry: { retries }, allowAutoTopicCreation: false });
    await producer.connect();
    try {
      await producer.send({ topic: "kept", acks: -1, messages: [{ partition: 0, value }] });
    } finally {
      await producer.disconnect();
    }
  };
  /** How many records the topic has had. A broker that has just begun to lead a partition may not know it yet. */
  const appended = () =>
    vi.waitFor(
      async () => {
        const admin = client(broker.address).admin();
        await admin.connect();
        try {
          const [partition] = await admin.fetchTopicOffsets("kept");
          return Number(partition?.offset);
        } finally {
          await admin.disconnect();
        }
      },
      { timeout: 30_000, interval: 200 },
    );

  test("keeps its records over a crash and a stop, on the same port", { timeout: 120_000 }, async () => {
    const before = await appended();
    await send(broker.address, "before the crash");
    const { port } = broker;
    await broker.kill();
    expect(await broker.exited).toMatchObject({ signal: "SIGKILL", expected: true });
    broker = await startKafka({ folder, port, proxyPort: proxy.port });
    await send(broker.address, "after the crash");
    await broker.stop();
    broker = await startKafka({ folder, port, proxyPort: proxy.port });
    proxy.forwardTo(broker.doorAddress("proxied"));
    expect(broker.port).toBe(port);
    expect(await appended()).toBe(before + 2);
  });

  test("behind the proxy loses answers, connections, and comes back", { timeout: 120_000 }, async () => {
    const before = await appended();
    await send(proxy.address, "through the proxy");
    expect(await appended()).toBe(before + 1);

    const producer = client(proxy.address, 1_000).producer({ retry: { retries: 0 } });
    await producer.connect();
    await producer.send({ topic: "kept", acks: -1, messages: [{ partition: 0, value: "heard" }] });
    proxy.dropReplies();
    const unheard = producer.send({
      topic: "kept",
      acks: -1,
      messages: [{ partition: 0, value: "unheard" }],
    });
    await expect(unheard).rejects.toThrow();
    await expect.poll(appended, { timeout: 20_000 }).toBe(before + 3);
    proxy.heal();
    await producer.disconnect();

    proxy.refuse();
    await expect(send(proxy.address, "refused", 0)).rejects.toThrow();
    proxy.heal();
    await send(proxy.address, "healed");
    expect(await appended()).toBe(before + 4);
  });

  test("refuses a folder in use, and says which port is taken", { timeout: 120_000 }, async () => {
    await expect(startKafka({ folder })).rejects.toThrow(/in use by process/);
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const other = mkdtempSync(join(tmpdir(), "waypost-kafka-"));
    try {
      await expect(startKafka({ folder: other, port })).rejects.toThrow(
        `Port ${port} of 127.0.0.1 is in use`,
      );
    } finally {
      server.close();
      rmSync(other, { recursive: true, force: true });
    }
  });
});
