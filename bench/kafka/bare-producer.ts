import { randomUUID } from "node:crypto";
import type { Kafka } from "kafkajs";
import { clickHeaders } from "./click-route.ts";

const perSend = 1_000;

export interface BareOptions {
  readonly topic: string;
  readonly compression: "none" | "zstd";
  /** Whether records have the key and the headers that ours have; otherwise they are payloads alone. */
  readonly named: boolean;
}

/** As the protocol numbers them. */
const compressions = { none: 0, zstd: 4 } as const;

/**
 * kafkajs alone: the same payloads, acknowledged by all replicas, a thousand a send, one send at a time, a partition
 * after the other. Answers records per second.
 */
export async function sendBare(
  kafka: Kafka,
  clicks: readonly Uint8Array[],
  { topic, compression, named }: BareOptions,
): Promise<number> {
  const producer = kafka.producer({ allowAutoTopicCreation: false });
  await producer.connect();
  const lanes = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  try {
    const startedAt = performance.now();
    for (let at = 0, turn = 0; at < clicks.length; at += perSend, turn++) {
      const partition = turn % lanes.length;
      const lane = lanes[partition] ?? "";
      const now = String(Date.now());
      const messages = clicks.slice(at, at + perSend).map((click, index) => ({
        value: Buffer.from(click.buffer, click.byteOffset, click.byteLength),
        partition,
        ...(named ? { key: lane, headers: headersOf(lane, at + index, now), timestamp: now } : {}),
      }));
      await producer.send({ topic, acks: -1, compression: compressions[compression], messages });
    }
    return (clicks.length * 1_000) / (performance.now() - startedAt);
  } finally {
    await producer.disconnect();
  }
}

function headersOf(lane: string, seq: number, now: string): Record<string, string> {
  return { ...clickHeaders, ce_id: `${lane}/${seq}`, wp_lane: lane, wp_seq: String(seq), wp_at: now };
}
