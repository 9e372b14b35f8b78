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

/** Names of this product's topics begin so; others are nobody's business here. */
export const topicPrefix = "waypost.";

/**
 * Every topic of the product: what `npm run topics` makes, what a start checks, and whence the access lists come.
 *
 * All keep records for seven days, the window within which the local logs can still send what a broker has lost, and
 * none is compacted: the key of a record is its lane, not what it is about. Segments are a day long, so that what is
 * due goes within a day, addresses above all. The broker writes the time (LogAppendTime): by a record's own time, one
 * from the future would stay for ever and one from the past would go at once. There are no topics for retries and dead
 * letters: consumers put records aside in their own database, in the transaction of their position.
 */
export function declareTopics(config: TopicConfig): readonly TopicDeclaration[] {
  const replication = config.kafkaReplication;
  const events = { partitions: 1, replication, settings: settingsOf(7 * day) };
  return [
    {
      name: "waypost.clicks",
      carries: "clicks of visitors",
      partitions: config.kafkaClickPartitions,
      replication,
      settings: settingsOf(7 * day),
      writers: ["links"],
      readers: ["analytics"],
    },
    {
      name: "waypost.links",
      carries: "changes of links",
      ...events,
      writers: ["links"],
      readers: ["links"],
    },
    {
      name: "waypost.identity",
      carries: "changes of workspaces and keys",
      ...events,
      writers: ["identity"],
      readers: [],
    },
    {
      name: "waypost.counts",
      carries: "how often links were clicked",
      ...events,
      writers: ["analytics"],
      readers: ["links"],
    },
  ];
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
