import { setTimeout as delay } from "node:timers/promises";
import type { Admin, Kafka } from "kafkajs";
import { bounded } from "../../lifecycle/bounded.ts";
import {
  compareTopics,
  type FoundTopic,
  type FoundTopics,
  type TopicDifference,
  wantedSettings,
} from "./compare-topics.ts";
import { type TopicDeclaration, topicPrefix } from "./declarations.ts";

/** As the protocol numbers kinds of resources. */
const topicResource = 2;
/** The source of a setting that was made for this very topic. */
const ownSetting = 1;
const disconnectMs = 2_000;
const usableMs = 30_000;

interface SettingEntry {
  readonly configName: string;
  readonly configValue: string;
  readonly configSource: number;
}

/** Lends `work` a connection as administrator and ends it. Rejects with what the client says; see whyRejected. */
export async function withAdmin<T>(kafka: Kafka, work: (admin: Admin) => Promise<T>): Promise<T> {
  const admin = kafka.admin({ retry: { retries: 2, initialRetryTime: 100 } });
  try {
    await admin.connect();
    return await work(admin);
  } finally {
    // A connection that is broken can't say good-bye, and nobody waits for that.
    await bounded("Disconnecting", disconnectMs, admin.disconnect()).catch(() => undefined);
  }
}

/** All topics of the product that the brokers let us see, and those of `also`. Makes none by asking. */
export async function readTopics(admin: Admin, also: readonly TopicDeclaration[]): Promise<FoundTopics> {
  const { brokers } = await admin.describeCluster();
  const wanted = new Set(also.map(({ name }) => name));
  const { topics } = await admin.fetchTopicMetadata();
  const ours = topics.filter(({ name }) => name.startsWith(topicPrefix) || wanted.has(name));
  const settings = await readSettings(
    admin,
    ours.map(({ name }) => name),
  );
  return {
    brokers: brokers.length,
    topics: ours.map(
      ({ name, partitions }): FoundTopic => ({
        name,
        partitions: partitions.length,
        replication: Math.min(...partitions.map(({ replicas }) => replicas.length)),
        settings: Object.fromEntries(
          (settings.get(name) ?? []).map(({ configName, configValue }) => [configName, configValue]),
        ),
      }),
    ),
  };
}

/** Makes the differences go that can be made to; refused ones and notes are left. Resolves when the topics can be used. */
export async function applyDifferences(
  admin: Admin,
  declared: readonly TopicDeclaration[],
  differences: readonly TopicDifference[],
): Promise<void> {
  const byName = new Map(declared.map((declaration) => [declaration.name, declaration]));
  for (const difference of differences) {
    const declaration = byName.get(difference.topic);
    if (declaration === undefined) continue;
    if (difference.kind === "create") {
      const { partitions: numPartitions, replication: replicationFactor } = difference;
      const configEntries = Object.entries(wantedSettings(declaration, replicationFactor)).map(
        ([name, value]) => ({ name, value }),
      );
      const topic = { topic: declaration.name, numPartitions, replicationFactor, configEntries };
      await admin.createTopics({ topics: [topic], waitForLeaders: false, timeout: 15_000 });
    } else if (difference.kind === "add-partitions") {
      const topicPartitions = [{ topic: difference.topic, count: difference.to }];
      await admin.createPartitions({ topicPartitions, timeout: 15_000 });
    }
  }
  for (const [topic, changes] of Map.groupBy(differences, (it) => it.topic)) {
    const sets = changes.filter((it) => it.kind === "set");
    if (sets.length > 0) await changeSettings(admin, topic, sets);
  }
  if (differences.some(isApplied)) await untilApplied(admin, declared);
}

/**
 * Brokers learn of a change a moment after it was accepted. The client's own waiting asks for the topics by name, which
 * fails while one of them doesn't know yet; asking for all only leaves out what is not known.
 */
async function untilApplied(admin: Admin, declared: readonly TopicDeclaration[]): Promise<void> {
  for (const giveUpAt = Date.now() + usableMs; ; await delay(100)) {
    const late = await findLate(admin, declared).catch((error: unknown) => {
      if (Date.now() > giveUpAt) throw error;
      return undefined;
    });
    if (late?.length === 0) return;
    if (late !== undefined && Date.now() > giveUpAt) {
      throw new Error(
        `${late.join(", ")} was changed, and a broker doesn't know it yet; see the brokers, then check again.`,
      );
    }
  }
}

/** Topics that are not as declared where that was to be applied, or that have partitions without a leader. */
async function findLate(admin: Admin, declared: readonly TopicDeclaration[]): Promise<readonly string[]> {
  const open = compareTopics(declared, await readTopics(admin, declared)).filter(isApplied);
  const { topics } = await admin.fetchTopicMetadata();
  const ours = new Set(declared.map(({ name }) => name));
  const leaderless = topics.filter(
    ({ name, partitions }) => ours.has(name) && partitions.some(({ leader }) => leader < 0),
  );
  return [...open.map(({ topic }) => topic), ...leaderless.map(({ name }) => name)];
}

function isApplied({ kind }: TopicDifference): boolean {
  return kind === "create" || kind === "add-partitions" || kind === "set";
}

/** The request that the client knows replaces all settings of a topic, so those that others made are sent along. */
async function changeSettings(
  admin: Admin,
  topic: string,
  changes: readonly { readonly setting: string; readonly to: string }[],
): Promise<void> {
  const own = (await readSettings(admin, [topic])).get(topic) ?? [];
  const merged = new Map(
    own
      .filter(({ configSource }) => configSource === ownSetting)
      .map((it) => [it.configName, it.configValue]),
  );
  for (const { setting, to } of changes) merged.set(setting, to);
  const configEntries = [...merged].map(([name, value]) => ({ name, value }));
  await admin.alterConfigs({
    validateOnly: false,
    resources: [{ type: topicResource, name: topic, configEntries }],
  });
}

async function readSettings(
  admin: Admin,
  topics: readonly string[],
): Promise<ReadonlyMap<string, readonly SettingEntry[]>> {
  if (topics.length === 0) return new Map();
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: topics.map((name) => ({ type: topicResource, name })),
  });
  return new Map(resources.map(({ resourceName, configEntries }) => [resourceName, configEntries]));
}
