import type { Cluster } from "kafkajs";
import { type AskableCluster, readTopicId } from "./topic-id.ts";

/** The first offset a partition still has, and the one that its next record will get. */
export interface PartitionBounds {
  readonly low: number;
  readonly high: number;
}

/** A topic as a broker describes it. */
export interface TopicView {
  readonly topicId: string;
  readonly bounds: ReadonlyMap<number, PartitionBounds>;
}

interface OffsetAnswer {
  readonly topic: string;
  readonly partitions: readonly { readonly partition: number; readonly offset: string }[];
}

const topicResource = 2;
const retentionAskMs = 300_000;

interface ConfigBroker {
  describeConfigs(question: {
    readonly resources: readonly {
      readonly type: number;
      readonly name: string;
      readonly configNames: readonly string[];
    }[];
  }): Promise<{
    readonly resources: readonly {
      readonly configEntries: readonly { readonly configName: string; readonly configValue: string }[];
    }[];
  }>;
}

/** What the library's cluster can do and its types don't tell; every consumer's assigner is handed one. */
interface WholeCluster extends AskableCluster {
  findControllerBroker(): ReturnType<AskableCluster["findControllerBroker"]> & Promise<ConfigBroker>;
  findTopicPartitionMetadata(topic: string): { readonly partitionId: number; readonly leader: number }[];
  fetchTopicsOffset(
    topics: readonly {
      readonly topic: string;
      readonly partitions: readonly { readonly partition: number }[];
      readonly fromBeginning: boolean;
    }[],
  ): Promise<OffsetAnswer[]>;
  findGroupCoordinator(group: { readonly groupId: string }): Promise<{
    offsetFetch(question: {
      readonly groupId: string;
      readonly topics: readonly {
        readonly topic: string;
        readonly partitions: readonly { readonly partition: number }[];
      }[];
    }): Promise<{ readonly responses: readonly OffsetAnswer[] }>;
  }>;
}

/** Questions about one topic, asked over the connections that its consumer has anyway. */
export class ClusterQueries {
  readonly #cluster: WholeCluster;
  readonly #topic: string;
  #retention: { readonly ms: number; readonly askedAt: number } | undefined;

  constructor(cluster: Cluster, topic: string) {
    // What is used beyond the library's types is its version's, which is pinned, and tested on a broker.
    this.#cluster = cluster as unknown as WholeCluster;
    this.#topic = topic;
  }

  /** Partitions of the topic, ascending. */
  partitions(): number[] {
    return this.#cluster
      .findTopicPartitionMetadata(this.#topic)
      .map(({ partitionId }) => partitionId)
      .sort((a, b) => a - b);
  }

  async view(): Promise<TopicView> {
    const partitions = this.partitions();
    const [topicId, low, high] = await Promise.all([
      readTopicId(this.#cluster, this.#topic),
      this.#offsets(partitions, true),
      this.#offsets(partitions, false),
    ]);
    const bounds = partitions.map((partition): [number, PartitionBounds] => [
      partition,
      { low: low.get(partition) ?? 0, high: high.get(partition) ?? 0 },
    ]);
    return { topicId, bounds: new Map(bounds) };
  }

  /** What a group has committed, by partition; those without a commit are missing. */
  async committed(groupId: string): Promise<ReadonlyMap<number, number>> {
    const coordinator = await this.#cluster.findGroupCoordinator({ groupId });
    const partitions = this.partitions().map((partition) => ({ partition }));
    const { responses } = await coordinator.offsetFetch({
      groupId,
      topics: [{ topic: this.#topic, partitions }],
    });
    const found = byPartition(responses, this.#topic);
    for (const [partition, offset] of found) if (offset < 0) found.delete(partition);
    return found;
  }

  /** How long the topic keeps records, in milliseconds, Infinity for ever; asked again every five minutes. */
  async retentionMs(): Promise<number> {
    if (this.#retention !== undefined && performance.now() - this.#retention.askedAt < retentionAskMs)
      return this.#retention.ms;
    const broker = await this.#cluster.findControllerBroker();
    const { resources } = await broker.describeConfigs({
      resources: [{ type: topicResource, name: this.#topic, configNames: ["retention.ms"] }],
    });
    const told = Number(resources[0]?.configEntries[0]?.configValue ?? "-1");
    this.#retention = { ms: told < 0 ? Number.POSITIVE_INFINITY : told, askedAt: performance.now() };
    return this.#retention.ms;
  }

  async #offsets(partitions: readonly number[], fromBeginning: boolean): Promise<Map<number, number>> {
    const asked = partitions.map((partition) => ({ partition }));
    const answer = await this.#cluster.fetchTopicsOffset([
      { topic: this.#topic, partitions: asked, fromBeginning },
    ]);
    return byPartition(answer, this.#topic);
  }
}

function byPartition(answers: readonly OffsetAnswer[], topic: string): Map<number, number> {
  const answer = answers.find((it) => it.topic === topic);
  return new Map(answer?.partitions.map(({ partition, offset }) => [partition, Number(offset)]));
}
