import { minInSync, type TopicDeclaration, topicPrefix } from "./declarations.ts";

/** A topic as the brokers have it. */
export interface FoundTopic {
  readonly name: string;
  readonly partitions: number;
  /** The lowest number of replicas of any partition. */
  readonly replication: number;
  /** Kafka's own settings, all of them, with defaults. */
  readonly settings: Readonly<Record<string, string>>;
}

/** What the brokers have. */
export interface FoundTopics {
  readonly brokers: number;
  readonly topics: readonly FoundTopic[];
}

/** What stands between a topic and its declaration. */
export type TopicDifference = { readonly topic: string; readonly sentence: string } & (
  | { readonly kind: "create"; readonly partitions: number; readonly replication: number }
  | { readonly kind: "add-partitions"; readonly from: number; readonly to: number }
  | { readonly kind: "set"; readonly setting: string; readonly from: string; readonly to: string }
  /** Would lose records or break who reads them: only a person can do it. */
  | { readonly kind: "refused" }
  /** Worth knowing; nothing has to be done. */
  | { readonly kind: "note" }
);

/** Compares what is declared with what there is. Settings that no declaration names are left alone. */
export function compareTopics(
  declared: readonly TopicDeclaration[],
  found: FoundTopics,
): readonly TopicDifference[] {
  const byName = new Map(found.topics.map((topic) => [topic.name, topic]));
  const known = new Set(declared.map(({ name }) => name));
  const differences = declared.flatMap((declaration) => {
    const topic = byName.get(declaration.name);
    return topic === undefined ? [missing(declaration, found.brokers)] : compare(declaration, topic);
  });
  const strange = found.topics.filter(({ name }) => name.startsWith(topicPrefix) && !known.has(name));
  return [
    ...differences,
    ...strange.map(({ name }): TopicDifference => {
      const sentence = `${name} is not declared. It is never deleted from here; delete it by hand if nobody needs its records.`;
      return { topic: name, kind: "note", sentence };
    }),
  ];
}

/** The settings that a topic with so many copies should have. */
export function wantedSettings(declaration: TopicDeclaration, replication: number): Record<string, string> {
  return { ...declaration.settings, "min.insync.replicas": String(minInSync(replication)) };
}

function missing(declaration: TopicDeclaration, brokers: number): TopicDifference {
  const { name: topic, partitions } = declaration;
  const replication = declaration.replication ?? (brokers >= 3 ? 3 : 1);
  if (replication > brokers) {
    const sentence = `${topic} is missing and can't be made with ${replication} copies on ${count(brokers, "broker")}; start more brokers, or lower WAYPOST_KAFKA_REPLICATION.`;
    return { topic, kind: "refused", sentence };
  }
  const sentence = `${topic} is missing; it gets ${count(partitions, "partition")} and ${count(replication, "copy", "copies")}.`;
  return { topic, kind: "create", partitions, replication, sentence };
}

function compare(declaration: TopicDeclaration, found: FoundTopic): TopicDifference[] {
  const { name: topic } = declaration;
  return [
    ...comparePartitions(declaration, found),
    ...compareReplication(declaration, found),
    ...Object.entries(wantedSettings(declaration, found.replication)).flatMap(([setting, to]) => {
      const from = found.settings[setting] ?? "";
      if (from === to) return [];
      const danger = dangerOf(setting, from, to);
      const change = `${topic} has ${setting}=${from}, declared is ${to}`;
      const difference: TopicDifference =
        danger === undefined
          ? { topic, kind: "set", setting, from, to, sentence: `${change}.` }
          : { topic, kind: "refused", sentence: `${change}; ${danger}` };
      return [difference];
    }),
  ];
}

function comparePartitions(declaration: TopicDeclaration, found: FoundTopic): TopicDifference[] {
  const { name: topic, partitions: to } = declaration;
  const from = found.partitions;
  if (from < to) {
    const sentence = `${topic} has ${count(from, "partition")}, declared are ${to}.`;
    return [{ topic, kind: "add-partitions", from, to, sentence }];
  }
  if (from > to) {
    const sentence = `${topic} has ${count(from, "partition")}, declared are ${to}; partitions can't be taken away, so declare as many as there are.`;
    return [{ topic, kind: "note", sentence }];
  }
  return [];
}

function compareReplication(declaration: TopicDeclaration, found: FoundTopic): TopicDifference[] {
  const { name: topic, replication: to } = declaration;
  if (to === null || to === found.replication) return [];
  const sentence = `${topic} has ${count(found.replication, "copy", "copies")}, declared are ${to}; move its replicas with kafka-reassign-partitions, or set WAYPOST_KAFKA_REPLICATION to what there is.`;
  return [{ topic, kind: "refused", sentence }];
}

/** Why a setting is not changed from here, as the end of a sentence; undefined when it can be. */
function dangerOf(setting: string, from: string, to: string): string | undefined {
  const byHand = "change it by hand with kafka-configs if that is what you want.";
  const shorter = Number(from) < 0 ? Number(to) >= 0 : Number(to) < Number(from);
  if (setting === "retention.ms" && shorter) return `the shorter time would delete records, so ${byHand}`;
  if (setting === "max.message.bytes" && shorter)
    return `records that are accepted now would be refused, so ${byHand}`;
  if (setting === "message.timestamp.type")
    return `records that are there keep times of the other kind, which decide when they go, so ${byHand}`;
  if (setting === "cleanup.policy") return `it decides which records are deleted, so ${byHand}`;
  return undefined;
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
