import type { Admin, Kafka, Producer } from "kafkajs";
import { bounded } from "../lifecycle/bounded.ts";
import { PartitionMissing } from "./produce-error.ts";

/** One record on its way out. */
export interface OutgoingRecord {
  readonly key: string;
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, string>>;
  /** Epoch milliseconds; topics with LogAppendTime put their own in its place. */
  readonly at: number;
}

export interface SafeProducerOptions {
  readonly kafka: () => Promise<Kafka>;
  readonly topic: string;
  /** Default `zstd`. */
  readonly compression?: "none" | "gzip" | "zstd";
  /** How long a send may take in all, connecting included, in milliseconds. Default 30,000. */
  readonly sendTimeoutMs?: number;
  /** Told whenever a client's producer is made. */
  onNewProducer?(): void;
}

/** As the protocol numbers them. */
const compressionTypes = { none: 0, gzip: 1, zstd: 4 } as const;
const disconnectMs = 2_000;

/**
 * A producer that says of records what is true: a send resolves when all replicas in sync have every record of it, and
 * in no other case. kafkajs alone doesn't: its idempotent producer takes a sequence back when a send fails, and the
 * records that get that sequence next are acknowledged as duplicates and dropped; records for a partition that it
 * doesn't know are left out without an error. So idempotence is off, at most one send is under way, the partition is
 * named and must be in the answer, and after any rejected send the producer is thrown away with all it remembers.
 *
 * A rejected send may still have been appended, or be appended later: who sends again must be able to bear it twice.
 */
export class SafeProducer {
  readonly topic: string;
  readonly #options: SafeProducerOptions;
  #producer: Producer | undefined;
  #sending = false;

  constructor(options: SafeProducerOptions) {
    this.topic = options.topic;
    this.#options = options;
  }

  /** Appends the records, in their order, to one partition. Rejects with what the client says; see `whyRejected`. */
  async send(partition: number, records: readonly OutgoingRecord[]): Promise<void> {
    if (this.#sending) throw new Error("one send at a time");
    this.#sending = true;
    try {
      const timeoutMs = this.#options.sendTimeoutMs ?? 30_000;
      await bounded(`Sending to ${this.topic}`, timeoutMs, this.#send(partition, records));
    } catch (error) {
      // Nobody waits for it: a broken connection can't say good-bye and is left to its own time-outs.
      this.#throwAway().catch(() => undefined);
      throw error;
    } finally {
      this.#sending = false;
    }
  }

  async close(): Promise<void> {
    await this.#throwAway();
  }

  async #send(partition: number, records: readonly OutgoingRecord[]): Promise<void> {
    const producer = await this.#connected();
    const answers = await producer.send({
      topic: this.topic,
      acks: -1,
      timeout: 10_000,
      compression: compressionTypes[this.#options.compression ?? "zstd"],
      messages: records.map(({ key, value, headers, at }) => ({
        key,
        value,
        headers: { ...headers },
        timestamp: String(at),
        partition,
      })),
    });
    const taken = answers.some(
      (answer) => answer.topicName === this.topic && answer.partition === partition && answer.errorCode === 0,
    );
    if (!taken) throw new PartitionMissing(`partition ${partition} of ${this.topic} did not answer`);
  }

  async #connected(): Promise<Producer> {
    if (this.#producer !== undefined) return this.#producer;
    const kafka = await this.#options.kafka();
    const producer = kafka.producer({
      idempotent: false,
      allowAutoTopicCreation: false,
      maxInFlightRequests: 1,
      retry: { retries: 0 },
      createPartitioner:
        () =>
        ({ message }) =>
          message.partition ?? 0,
    });
    this.#producer = producer;
    this.#options.onNewProducer?.();
    await producer.connect();
    return producer;
  }

  async #throwAway(): Promise<void> {
    const producer = this.#producer;
    this.#producer = undefined;
    if (producer === undefined) return;
    await bounded("Disconnecting", disconnectMs, producer.disconnect()).catch(() => undefined);
  }
}

/** How many partitions a topic has; asks Kafka. Rejects when it can't be asked or has no such topic. */
export async function countPartitions(kafka: Kafka, topic: string): Promise<number> {
  const admin: Admin = kafka.admin({ retry: { retries: 0 } });
  try {
    await admin.connect();
    const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
    const partitions = topics.find((it) => it.name === topic)?.partitions.length ?? 0;
    if (partitions === 0) throw new PartitionMissing(`${topic} has no partitions`);
    return partitions;
  } finally {
    await bounded("Disconnecting", disconnectMs, admin.disconnect()).catch(() => undefined);
  }
}
