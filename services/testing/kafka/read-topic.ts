import { randomUUID } from "node:crypto";
import type { Kafka } from "kafkajs";

/** A record as a test sees it. */
export interface ReadRecord {
  readonly partition: number;
  readonly offset: number;
  readonly lane: string;
  readonly seq: number;
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Everything that is on the topic at the call, partition by partition in the order of the offsets. */
export async function readTopic(kafka: Kafka, topic: string): Promise<ReadRecord[]> {
  const admin = kafka.admin();
  await admin.connect();
  const ends = await admin.fetchTopicOffsets(topic);
  await admin.disconnect();
  const open = new Map(
    ends.filter(({ low, high }) => low !== high).map(({ partition, high }) => [partition, Number(high)]),
  );
  const records: ReadRecord[] = [];
  if (open.size === 0) return records;
  const consumer = kafka.consumer({ groupId: `read-${randomUUID()}` });
  const whole = Promise.withResolvers<void>();
  try {
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatch: async ({ batch }) => {
        for (const message of batch.messages) {
          const headers = Object.fromEntries(
            Object.entries(message.headers ?? {}).map(([name, value]) => [name, String(value)]),
          );
          records.push({
            partition: batch.partition,
            offset: Number(message.offset),
            lane: String(message.key),
            seq: Number(headers.wp_seq),
            text: String(message.value),
            headers,
          });
        }
        if (Number(batch.lastOffset()) + 1 >= (open.get(batch.partition) ?? 0)) open.delete(batch.partition);
        if (open.size === 0) whole.resolve();
      },
    });
    await whole.promise;
  } finally {
    await consumer.disconnect();
  }
  return records.sort((a, b) => a.partition - b.partition || a.offset - b.offset);
}

/** The numbers of a lane in the order in which each came first; what came again is left out. */
export function firstSeen(records: readonly ReadRecord[], lane: string): number[] {
  return [...new Set(records.filter((record) => record.lane === lane).map(({ seq }) => seq))];
}

/** The whole numbers from 1 to `last`. */
export const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);
