import { openLocalBus } from "../bus/local-bus.ts";
import type { Bus } from "../bus/port.ts";
import type { HostBus, HostOps } from "../host/service-host.ts";
import type { KafkaConnection } from "../kafka/kafka-settings.ts";

/** The group whose position decides how long records of an event topic are kept on disk beyond the window; see LocalTopicOptions. */
export type EventTopics = Readonly<Record<string, { readonly owner?: string }>>;

/** What the bus of events needs of the process. */
export interface EventBusHost {
  readonly bus: HostBus;
  readonly ops: Pick<HostOps, "log" | "metrics">;
}

/** Opens the bus for topics of events of outboxes, by their names; whoever opens it closes it. */
export async function openEventBus(host: EventBusHost, topics: EventTopics): Promise<Bus> {
  const { kafka, topicFolder, retention } = host.bus;
  if (kafka !== null) return await openOnKafka(host, kafka, Object.keys(topics));
  const declared = Object.entries(topics).map(([topic, { owner }]) => [
    topic,
    { directory: topicFolder(topic), retention, ...(owner === undefined ? {} : { owner }) },
  ]);
  return openLocalBus({ topics: Object.fromEntries(declared), log: host.ops.log, metrics: host.ops.metrics });
}

/**
 * An event counts as published when the broker has it: until then the outbox keeps it, also where the disk vanishes with
 * the process. Positions of groups are the broker's; events that come again are known by their ids.
 */
async function openOnKafka(
  { bus: { topicFolder }, ops: { metrics, log } }: EventBusHost,
  connection: KafkaConnection,
  topics: readonly string[],
): Promise<Bus> {
  const [{ KafkaBus }, { connectKafka }, { logPublisherOnDemand }] = await Promise.all([
    import("../kafka/kafka-bus.ts"),
    import("../kafka/connect-kafka.ts"),
    import("../kafka/log-publisher.ts"),
  ]);
  const connect = () => connectKafka(connection, log);
  const declared = topics.map((topic) => {
    const kafkaTopic = `waypost.${topic}`;
    const directory = topicFolder(topic);
    const publisher = logPublisherOnDemand({ directory, kafka: connect, kafkaTopic, lingerMs: 2, log });
    return [topic, { kafkaTopic, publisher }];
  });
  return new KafkaBus({ connect, topics: Object.fromEntries(declared), metrics, log });
}
