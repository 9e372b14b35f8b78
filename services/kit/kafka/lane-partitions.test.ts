import { mkdirSync } from "node:fs";
import { expect, test } from "vitest";
import { laneFolder } from "../local-log/lane-files.ts";
import { temporaryFolder } from "../local-log/test-support.ts";
import { choosePartition, LanePartitions } from "./lane-partitions.ts";

/** Lanes by name, in a folder; how many partitions the topic has can be changed. */
function partitionsOf(
  lanes: readonly string[],
  topic: { partitions: number },
  directory = temporaryFolder(),
) {
  for (const lane of lanes) mkdirSync(laneFolder(directory, lane), { recursive: true });
  const asked = { times: 0 };
  const partitions = new LanePartitions({
    directory,
    topic: "clicks",
    count: async () => {
      asked.times++;
      if (topic.partitions === 0) throw new Error("Kafka is away");
      return topic.partitions;
    },
    openLanes: () => lanes,
    random: () => 0,
  });
  return { partitions, directory, asked };
}

const all = (partitions: LanePartitions, lanes: readonly string[]) =>
  Promise.all(lanes.map((lane) => partitions.of(lane)));

test("lanes of one disk spread evenly, also those that ask at once", async () => {
  const lanes = ["a", "b", "c", "d", "e", "f"];
  const { partitions } = partitionsOf(lanes, { partitions: 3 });
  expect((await all(partitions, lanes)).toSorted()).toEqual([0, 0, 1, 1, 2, 2]);
});

test("the choice outlives the process, and partitions that are added later", async () => {
  const lanes = ["a", "b"];
  const topic = { partitions: 2 };
  const { partitions, directory } = partitionsOf(lanes, topic);
  const chosen = await all(partitions, lanes);
  topic.partitions = 8;
  const later = partitionsOf(lanes, topic, directory);
  expect(await all(later.partitions, lanes)).toEqual(chosen);
  expect(later.asked.times).toBe(0);
});

test("nothing is chosen while Kafka can't be asked, and the next question asks again", async () => {
  const topic = { partitions: 0 };
  const { partitions } = partitionsOf(["a"], topic);
  await expect(partitions.of("a")).rejects.toThrow("Kafka is away");
  topic.partitions = 1;
  expect(await partitions.of("a")).toBe(0);
});

test("a partition that is gone is chosen anew, one that is still there is kept", async () => {
  const topic = { partitions: 2 };
  const { partitions } = partitionsOf(["a", "b"], topic);
  expect(await all(partitions, ["a", "b"])).toEqual([0, 1]);
  topic.partitions = 1;
  for (const lane of ["a", "b"]) partitions.forget(lane);
  expect(await all(partitions, ["a", "b"])).toEqual([0, 0]);
});

test("among the least used partitions chance decides, for other disks can't be seen", () => {
  const chosen = [0, 0.4, 0.99].map((random) => choosePartition(4, [1], () => random));
  expect(chosen).toEqual([0, 2, 3]);
});
