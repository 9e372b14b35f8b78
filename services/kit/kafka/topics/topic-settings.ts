import { integer, type SettingsOf } from "../../settings/setting.ts";

/** How the topics of an installation are made; see docs/kafka.md. */
export const topicSettings = {
  kafkaClickPartitions: integer("WAYPOST_KAFKA_CLICK_PARTITIONS", {
    doc: "Partitions of the topic of clicks: at most as many consumers share its work, and it should not have more than there are processes that take clicks.",
    default: 4,
    min: 1,
    max: 1_000,
  }),
  kafkaReplication: integer("WAYPOST_KAFKA_REPLICATION", {
    doc: "Copies of each topic. With three or more, two must be written before a record counts. Default: 3 when there are three brokers, 1 otherwise.",
    default: null,
    min: 1,
    max: 9,
  }),
} as const;

/** The parsed values of {@link topicSettings}. */
export type TopicConfig = SettingsOf<typeof topicSettings>;
