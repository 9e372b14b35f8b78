import type { Cluster, Consumer, Kafka } from "kafkajs";
import { bounded } from "../lifecycle/bounded.ts";
import type { Log } from "../telemetry/log.ts";
import { ClusterQueries } from "./cluster-queries.ts";
import type { FetchedBatch } from "./partition-reader.ts";
import { type Held, stickyAssigner } from "./sticky-assigner.ts";

/** How a member of a group behaves; the defaults are for production. */
export interface MemberTuning {
  /**
   * After how long without a sign Kafka gives the partitions of a member to others; for so long the whole group rests when
   * a member was killed and another one joins. Default 10,000.
   */
  readonly sessionMs?: number;
  /**
   * How often a member shows itself, and so how long it may take to hear that somebody joins or leaves. Longer than a
   * restart takes, a restart costs one rebalance instead of two. Default 4,000.
   */
  readonly heartbeatMs?: number;
  /** How long the broker waits for records before it answers that there are none. Default 200. */
  readonly fetchWaitMs?: number;
  /** After how long new partitions are noticed, at the latest. Default 15,000. */
  readonly metadataMs?: number;
}

export interface MemberOptions extends MemberTuning {
  readonly topic: string;
  readonly groupId: string;
  /** What the member had before, to be left with it. */
  readonly held: () => Held;
  readonly log: Log | undefined;
}

/** What a member tells; called by the library in the middle of its work, so it must be quick. */
export interface MemberEvents {
  /** The partitions were shared out. None of them is fetched before {@link GroupMember.read}. */
  joined(partitions: readonly number[], leads: boolean): void;
  fetched(batch: FetchedBatch): void;
  /** Nothing up to this offset is meant for readers. */
  passedOver(partition: number, lastOffset: number): void;
  /** The member is dead and must be made anew. */
  ended(error: Error): void;
}

const closeMs = 10_000;
/** A member without a sign for so long hangs; longer than any rebalance. */
const silentMs = 90_000;

/**
 * One life of a consumer of the library, with its traps covered:
 *
 * - It never commits and never resolves by itself, and what its handler is given is only taken in, at once: so it keeps
 *   showing itself to the group however long a transaction takes, and nothing is thrown into it.
 * - Groups begin at the earliest record, and so do partitions that are added later.
 * - It doesn't restart itself: every crash is told, with or without a cure, and its maker makes the next one.
 */
export class GroupMember {
  readonly queries: ClusterQueries;
  readonly #consumer: Consumer;
  readonly #options: MemberOptions;
  #lastSign = performance.now();
  #joined = false;

  private constructor(consumer: Consumer, cluster: Cluster, options: MemberOptions) {
    this.#consumer = consumer;
    this.#options = options;
    this.queries = new ClusterQueries(cluster, options.topic);
  }

  /**
   * Connects and begins to join.
   *
   * @throws when no broker answers, it refuses the credentials, or it has no such topic.
   */
  static async open(kafka: Kafka, options: MemberOptions, events: MemberEvents): Promise<GroupMember> {
    const { topic, groupId, held, sessionMs, heartbeatMs, fetchWaitMs, metadataMs } = options;
    const { default: kafkajs } = await import("kafkajs");
    const clusters: Cluster[] = [];
    const consumer = kafka.consumer({
      groupId,
      partitionAssigners: [
        (config) => {
          clusters.push(config.cluster);
          return stickyAssigner(kafkajs.AssignerProtocol, topic, held)(config);
        },
      ],
      sessionTimeout: sessionMs ?? 10_000,
      rebalanceTimeout: 20_000,
      heartbeatInterval: heartbeatMs ?? 4_000,
      maxWaitTimeInMs: fetchWaitMs ?? 200,
      metadataMaxAge: metadataMs ?? 15_000,
      allowAutoTopicCreation: false,
      retry: { initialRetryTime: 200, maxRetryTime: 2_000, retries: 4, restartOnFailure: async () => false },
    });
    const [cluster] = clusters;
    if (cluster === undefined) throw new Error("The library made a consumer without an assigner.");
    const member = new GroupMember(consumer, cluster, options);
    try {
      await consumer.connect();
      await consumer.subscribe({ topic, fromBeginning: true });
      member.#listen(events);
      await consumer.run({
        autoCommit: false,
        eachBatchAutoResolve: false,
        eachBatch: async ({ batch, resolveOffset, isStale }) => {
          if (isStale() || batch.topic !== topic) return;
          events.fetched({
            partition: batch.partition,
            fetchedOffset: Number(fetchedOffset(batch)),
            lastOffset: Number(batch.lastOffset()),
            high: Number(batch.highWatermark),
            messages: batch.messages,
          });
          resolveOffset(batch.lastOffset());
        },
      });
      return member;
    } catch (error) {
      await member.close();
      throw isMissingTopic(error)
        ? new Error(`Kafka has no topic ${topic}; make it with: npm run topics -- apply`, { cause: error })
        : error;
    }
  }

  /** Whether it is in the group and shows signs of life. */
  get isAlive(): boolean {
    return this.#joined && performance.now() - this.#lastSign < silentMs;
  }

  /** Whether it has shown nothing for so long that it must be made anew. */
  get isSilent(): boolean {
    return performance.now() - this.#lastSign >= silentMs;
  }

  /** Fetches these partitions from there on. */
  read(starts: ReadonlyMap<number, number>): void {
    const { topic } = this.#options;
    for (const [partition, offset] of starts) {
      this.#consumer.seek({ topic, partition, offset: String(offset) });
    }
    this.resume([...starts.keys()]);
  }

  pause(partitions: readonly number[]): void {
    this.#consumer.pause([{ topic: this.#options.topic, partitions: [...partitions] }]);
  }

  resume(partitions: readonly number[]): void {
    this.#consumer.resume([{ topic: this.#options.topic, partitions: [...partitions] }]);
  }

  /** Writes down the group's offsets at the broker: the first of each partition that it does not have. */
  async commit(positions: ReadonlyMap<number, number>): Promise<void> {
    const { topic } = this.#options;
    const offsets = Array.from(positions, ([partition, offset]) => ({
      topic,
      partition,
      offset: String(offset),
    }));
    if (offsets.length > 0) await this.#consumer.commitOffsets(offsets);
  }

  /** Leaves the group. Never throws; a library that doesn't come to an end is left behind. */
  async close(): Promise<void> {
    this.#joined = false;
    try {
      await bounded("Leaving the group", closeMs, this.#consumer.disconnect());
    } catch (error) {
      const { topic, groupId } = this.#options;
      this.#options.log?.warn({ topic, groupId, err: error }, "A consumer of Kafka did not end in order");
    }
  }

  #listen(events: MemberEvents): void {
    const { topic } = this.#options;
    const consumer = this.#consumer;
    const names = consumer.events;
    const sign = () => {
      this.#lastSign = performance.now();
    };
    consumer.on(names.FETCH, sign);
    consumer.on(names.HEARTBEAT, sign);
    consumer.on(names.GROUP_JOIN, ({ payload }) => {
      sign();
      const partitions = payload.memberAssignment[topic] ?? [];
      this.pause(partitions);
      this.#joined = true;
      events.joined(partitions, payload.isLeader);
    });
    consumer.on(names.START_BATCH_PROCESS, ({ payload }) => {
      if (payload.topic === topic && payload.batchSize === 0)
        events.passedOver(payload.partition, Number(payload.lastOffset));
    });
    consumer.on(names.CRASH, ({ payload }) => {
      this.#joined = false;
      events.ended(payload.error);
    });
  }
}

function fetchedOffset(batch: object): string {
  return "fetchedOffset" in batch ? String(batch.fetchedOffset) : "NaN";
}

function isMissingTopic(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ("type" in error && error.type === "UNKNOWN_TOPIC_OR_PARTITION") return true;
  return isMissingTopic(error.cause);
}
