import { randomUUID } from "node:crypto";
import { connectKafka } from "@waypost/kit/kafka/connect-kafka.ts";
import { pause } from "@waypost/kit/lifecycle/pause.ts";
import kafkajs, { type Admin, type Message, type Producer } from "kafkajs";
import { pino } from "pino";

/** A topic of a test's own. */
export interface TestTopic {
  /** Its name at the broker. */
  readonly name: string;
  /** For what the test wants to know or do beyond this. */
  readonly admin: Admin;
  /** Makes a client of the broker. */
  connect(): ReturnType<typeof connectKafka>;
  /** Writes messages as they are, also such as no publisher of the bus writes. */
  produce(messages: readonly Message[]): Promise<void>;
  /** Deletes it and makes it again under its name; all its records are gone, and its id is another. */
  remake(): Promise<void>;
  /** Throws away the records of a partition below `offset`, as retention would. */
  truncate(partition: number, offset: number): Promise<void>;
  addPartitions(total: number): Promise<void>;
  /** The number of members of a group, 0 when there is none. */
  members(groupId: string): Promise<number>;
  /** Deletes it and closes what was opened here. */
  remove(): Promise<void>;
}

const log = pino({ level: "silent" });
const never = new AbortController().signal;

/** Makes a topic on a broker, with a random name. */
export async function makeTestTopic(
  brokers: readonly string[],
  options: { readonly partitions?: number; readonly settings?: Readonly<Record<string, string>> } = {},
): Promise<TestTopic> {
  const name = `test.${randomUUID()}`;
  const connect = () => connectKafka({ brokers, clientId: "test", tls: null, sasl: null }, log);
  const kafka = await connect();
  const admin = kafka.admin();
  await admin.connect();
  const configEntries = Object.entries(options.settings ?? {}).map(([key, value]) => ({ name: key, value }));
  const numPartitions = options.partitions ?? 1;
  const topics = [{ topic: name, numPartitions, replicationFactor: 1, configEntries }];
  const make = () =>
    soon(async () => {
      if (!(await admin.createTopics({ topics, waitForLeaders: false })))
        throw new Error(`There still is a topic ${name}.`);
    });
  const isThere = () =>
    soon(async () => {
      const metadata = await admin.fetchTopicMetadata({ topics: [name] });
      const found = metadata.topics[0]?.partitions.filter(({ leader }) => leader >= 0) ?? [];
      if (found.length < numPartitions) throw new Error(`The topic ${name} has no leaders yet.`);
    });
  await make();
  await isThere();
  let producer: Producer | undefined;
  // One that was connected before a partition was there drops what is for it, and says nothing.
  const forgetProducer = async () => {
    await producer?.disconnect();
    producer = undefined;
  };
  return {
    name,
    admin,
    connect,
    async produce(messages) {
      if (producer === undefined) {
        producer = kafka.producer({ createPartitioner: kafkajs.Partitioners.DefaultPartitioner });
        await producer.connect();
      }
      const answers = await producer.send({ topic: name, messages: [...messages], acks: -1 });
      const sent = new Set(messages.map((message) => message.partition ?? 0));
      if (answers.length < sent.size) throw new Error("The broker did not take all messages.");
    },
    async remake() {
      await forgetProducer();
      // It may be gone already.
      await admin.deleteTopics({ topics: [name] }).catch(() => undefined);
      await make();
      await isThere();
    },
    async truncate(partition, offset) {
      // The library finds the broker only after it was asked for something else.
      await admin.fetchTopicOffsets(name);
      await admin.deleteTopicRecords({ topic: name, partitions: [{ partition, offset: String(offset) }] });
    },
    async addPartitions(total) {
      await admin.createPartitions({ topicPartitions: [{ topic: name, count: total }] });
      await forgetProducer();
    },
    async members(groupId) {
      const { groups } = await admin.describeGroups([groupId]);
      return groups[0]?.members.length ?? 0;
    },
    async remove() {
      await forgetProducer();
      await admin.deleteTopics({ topics: [name] }).catch(() => undefined);
      await admin.disconnect();
    },
  };
}

/** Tries until it succeeds: the broker knows of a change a moment after it says so. */
async function soon<T>(work: () => Promise<T>): Promise<T> {
  for (let left = 100; ; left--) {
    try {
      return await work();
    } catch (error) {
      if (left === 0) throw error;
      // Polls the broker, which knows of a change a moment after it says so.
      await pause(100, never);
    }
  }
}
