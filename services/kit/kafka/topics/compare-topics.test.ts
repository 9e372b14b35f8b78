import { productTopics } from "@waypost/testing/kafka/product-topics.ts";
import { expect, test } from "vitest";
import { compareTopics, type FoundTopic, type TopicDifference, wantedSettings } from "./compare-topics.ts";
import { declareTopics, type TopicDeclaration, topicsOf } from "./declarations.ts";

const declared = declareTopics(productTopics, { kafkaClickPartitions: 4, kafkaReplication: null });
const [clicks] = declared.filter(({ name }) => name === "waypost.clicks");
const alone: readonly TopicDeclaration[] = clicks === undefined ? [] : [clicks];

/** The topic of clicks as declared, but for what a test changes. */
function found(change: Partial<FoundTopic> = {}, settings: Record<string, string> = {}): FoundTopic {
  const replication = change.replication ?? 1;
  const asDeclared = alone.flatMap((it) => Object.entries(wantedSettings(it, replication)));
  return {
    name: "waypost.clicks",
    partitions: 4,
    replication,
    ...change,
    settings: { ...Object.fromEntries(asDeclared), "flush.ms": "1000", ...settings },
  };
}

function compare(topic: FoundTopic, topics = alone): readonly TopicDifference[] {
  return compareTopics(topics, { brokers: 3, topics: [topic] });
}

test("a topic as declared has no differences, whatever else is set on it", () => {
  expect(compare(found())).toEqual([]);
  expect(compare(found({ replication: 3 }))).toEqual([]);
});

test("what is missing gets as many copies as the brokers can bear, unless that is declared", () => {
  const on = (brokers: number, replication: number | null = null) =>
    compareTopics(
      alone.map((it) => ({ ...it, replication })),
      { brokers, topics: [] },
    );
  expect(on(1)).toMatchObject([{ kind: "create", partitions: 4, replication: 1 }]);
  expect(on(2)).toMatchObject([{ kind: "create", replication: 1 }]);
  expect(on(5)).toMatchObject([{ kind: "create", replication: 3 }]);
  expect(on(5, 2)).toMatchObject([{ kind: "create", replication: 2 }]);
  expect(on(2, 3)).toMatchObject([
    { kind: "refused", sentence: expect.stringContaining("start more brokers") },
  ]);
});

test("with three copies two must be written, with fewer one", () => {
  const [difference] = compare(found({ replication: 3 }, { "min.insync.replicas": "1" }));
  expect(difference).toMatchObject({ kind: "set", setting: "min.insync.replicas", to: "2" });
  expect(compare(found({}, { "min.insync.replicas": "2" }))).toMatchObject([{ kind: "set", to: "1" }]);
});

test("what can only grow grows, and more partitions than declared are only told", () => {
  expect(compare(found({ partitions: 2 }))).toMatchObject([{ kind: "add-partitions", from: 2, to: 4 }]);
  expect(compare(found({ partitions: 9 }))).toMatchObject([
    { kind: "note", sentence: expect.stringContaining("can't be taken away") },
  ]);
  expect(compare(found({}, { "retention.ms": "1000" }))).toMatchObject([{ kind: "set", to: "604800000" }]);
});

test.each([
  ["a shorter time", "retention.ms", "99999999999"],
  ["a time after none", "retention.ms", "-1"],
  ["smaller records", "max.message.bytes", "9999999"],
  ["another kind of time", "message.timestamp.type", "CreateTime"],
  ["another way to delete", "cleanup.policy", "compact"],
])("%s is left to a person", (_, setting, value) => {
  const [difference] = compare(found({}, { [setting]: value }));
  expect(difference?.kind).toBe("refused");
  expect(difference?.sentence).toMatch(/^waypost\.clicks has .* by hand with kafka-configs/);
});

test("another number of copies is left to a person, when one is declared", () => {
  const three = alone.map((it) => ({ ...it, replication: 3 }));
  expect(compare(found(), three)).toMatchObject([{ kind: "refused" }]);
});

test("what nobody declared is told and stays, and other people's topics are nobody's business", () => {
  const topics = [found(), found({ name: "waypost.old" }), found({ name: "orders" })];
  expect(compareTopics(alone, { brokers: 1, topics })).toMatchObject([
    { kind: "note", topic: "waypost.old" },
  ]);
});

test("a service needs the topics that it writes or reads", () => {
  const names = (...services: string[]) => topicsOf(declared, services).map(({ name }) => name);
  expect(names("analytics")).toEqual(["waypost.clicks", "waypost.counts"]);
  expect(names("identity")).toEqual(["waypost.identity"]);
  expect(names("identity", "links")).toHaveLength(declared.length);
});
