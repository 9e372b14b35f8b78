import type { TopicConfig } from "./topic-settings.ts";

/** A topic as it should be. */
export interface TopicDeclaration {
  readonly name: string;
  /** What its records are, for people. */
  readonly carries: string;
  readonly partitions: number;
  /** Null: as many as the topic has, or as the cluster can bear when it is made. */
  readonly replication: number | null;
  /** Kafka's own settings; `min.insync.replicas` is added by the number of copies. */
  readonly settings: Readonly<Record<string, string>>;
  /** Services that append. */
  readonly writers: readonly string[];
  /** Services that read. */
  readonly readers: readonly string[];
}

const day = 24 * 60 * 60 * 1000;

/** The prefix of this product's topics; others are ignored. */
export const topicPrefix = "waypost.";

/** A topic that a service writes; at Kafka it is called `waypost.<name>`, on disk `<name>`. One service writes a topic. */
export interface WrittenTopic {
  readonly name: string;
  /** What its records are, for people, such as `changes of links`. */
  readonly carries: string;
  /** How many partitions it is made with, or the setting of every process that says so. Default 1. */
  readonly partitions?: number | "kafkaClickPartitions";
  /** How long Kafka keeps records. Default 7 days, the window within which local logs can send again what it lost. */
  readonly retentionDays?: number;
}

/** A topic as services declare it, with who uses it. */
export interface ProductTopic extends WrittenTopic {
  /** Services that append. */
  readonly writers: readonly string[];
  /** Services that read. */
  readonly readers: readonly string[];
}

/**
 * The topics as Kafka should have them: what `npm run topics` makes, what a start checks, and whence the access lists
 * come.
 *
 * All keep records for seven days unless declared otherwise, the window within which the local logs can still send what
 * a broker has lost, and none is compacted: the key of a record is its lane, not what it is about. Segments are a day
 * long, so that what is due goes within a day, addresses above all. The broker writes the time (LogAppendTime): by a
 * record's own time, one from the future would stay for ever and one from the past would go at once. There are no topics
 * for retries and dead letters: consumers put records aside in their own database, in the transaction of their position.
 */
export function declareTopics(
  topics: readonly ProductTopic[],
  config: TopicConfig,
): readonly TopicDeclaration[] {
  return topics.map(({ name, partitions = 1, retentionDays = 7, ...rest }) => ({
    name: `${topicPrefix}${name}`,
    carries: rest.carries,
    partitions: typeof partitions === "number" ? partitions : config[partitions],
    replication: config.kafkaReplication,
    settings: settingsOf(retentionDays * day),
    writers: rest.writers,
    readers: rest.readers,
  }));
}

/** The topics that any of these services writes or reads. */
export function topicsOf(
  declared: readonly TopicDeclaration[],
  services: readonly string[],
): readonly TopicDeclaration[] {
  return declared.filter(({ writers, readers }) =>
    services.some((service) => writers.includes(service) || readers.includes(service)),
  );
}

/** With three copies one may be away; with fewer there is none to spare. */
export function minInSync(replication: number): number {
  return replication >= 3 ? 2 : 1;
}

function settingsOf(retentionMs: number): Readonly<Record<string, string>> {
  return {
    "cleanup.policy": "delete",
    "retention.ms": String(retentionMs),
    "segment.ms": String(day),
    "message.timestamp.type": "LogAppendTime",
    "max.message.bytes": "1048588",
    "compression.type": "producer",
    "unclean.leader.election.enable": "false",
  };
}
