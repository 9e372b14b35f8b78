import { randomUUID } from "node:crypto";
import { connectKafka } from "@waypost/kit/kafka/connect-kafka.ts";
import kafkajs, { type Admin, type Kafka, type Message } from "kafkajs";
import { pino } from "pino";
import type { Arena } from "./arena.ts";

/** The topic that clicks are on. */
export const clicksTopic = "waypost.clicks";

/** The end of a partition. */
export interface PartitionEnd {
  readonly partition: number;
  readonly offset: number;
}

/** A record as it can be written again. */
export interface PlacedMessage {
  readonly partition: number;
  readonly message: Message;
}

const log = pino({ level: "silent" });

/** Works with an administrator whom no proxy stands before. */
export async function withAdmin<T>(arena: Arena, work: (admin: Admin) => Promise<T>): Promise<T> {
  const admin = (await connect(arena)).admin();
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.disconnect();
  }
}

/** Where each partition ends. */
export async function highWaters(admin: Admin): Promise<PartitionEnd[]> {
  const ends = await admin.fetchTopicOffsets(clicksTopic);
  return ends.map(({ partition, high }) => ({ partition, offset: Number(high) }));
}

/** Appends messages to a partition. */
export async function write(arena: Arena, partition: number, messages: readonly Message[]): Promise<void> {
  const producer = (await connect(arena)).producer({
    createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
  });
  await producer.connect();
  try {
    const placed = messages.map((message) => ({ ...message, partition }));
    await producer.send({ topic: clicksTopic, messages: placed, acks: -1 });
  } finally {
    await producer.disconnect();
  }
}

/** The last `count` records that are still on the topic, at most, from the partitions that have any. */
export async function readLast(arena: Arena, count: number): Promise<PlacedMessage[]> {
  const kafka = await connect(arena);
  const wanted = await withAdmin(arena, async (admin) => {
    const ends = await admin.fetchTopicOffsets(clicksTopic);
    const each = Math.ceil(count / ends.length);
    return ends
      .map(({ partition, low, high }) => ({
        partition,
        first: Math.max(Number(low), Number(high) - each),
        end: Number(high),
      }))
      .filter(({ first, end }) => first < end);
  });
  const open = new Map(wanted.map(({ partition, end }) => [partition, end]));
  const found: PlacedMessage[] = [];
  if (open.size === 0) return found;
  const consumer = kafka.consumer({ groupId: `faults-${randomUUID()}` });
  const whole = Promise.withResolvers<void>();
  try {
    await consumer.connect();
    await consumer.subscribe({ topic: clicksTopic, fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      async eachBatch({ batch }) {
        const range = wanted.find(({ partition }) => partition === batch.partition);
        for (const { key, value, headers, offset } of batch.messages) {
          if (range === undefined || Number(offset) < range.first || Number(offset) >= range.end) continue;
          found.push({
            partition: batch.partition,
            message: { key, value, ...(headers === undefined ? {} : { headers }) },
          });
        }
        if (range !== undefined && Number(batch.lastOffset()) + 1 >= range.end) open.delete(batch.partition);
        if (open.size === 0) whole.resolve();
      },
    });
    for (const { partition, first } of wanted)
      consumer.seek({ topic: clicksTopic, partition, offset: String(first) });
    await whole.promise;
    return found;
  } finally {
    await consumer.disconnect();
  }
}

async function connect({ parts }: Arena): Promise<Kafka> {
  const brokers = [parts.stack.kafka?.address ?? ""];
  return await connectKafka({ brokers, clientId: "faults", tls: null, sasl: null }, log);
}
