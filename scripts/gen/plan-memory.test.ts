import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { type PlanInputs, PlanMemory } from "./plan-memory.ts";

async function scratch() {
  const root = await mkdtemp(join(tmpdir(), "waypost-memory-"));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  await mkdir(join(root, "proto/deep"), { recursive: true });
  let plans = 0;
  return {
    root,
    /** How often was planned so far, once this plan is had. */
    async planned(inputs: PlanInputs, fresh = false) {
      const plan = async () => new Map([["count", ++plans]]);
      const value = await new PlanMemory(root, fresh).recall("part", inputs, plan);
      expect([...value.keys()]).toEqual(["count"]);
      return plans;
    },
  };
}

test("the same inputs are planned once, also by another process", async () => {
  const { root, planned } = await scratch();
  await writeFile(join(root, "proto/deep/a.proto"), "a");
  const inputs = { paths: ["proto", "buf.yaml"], texts: ["t"] };
  expect(await planned(inputs)).toBe(1);
  expect(await planned(inputs)).toBe(1);
  expect(await planned(inputs, true)).toBe(2);
});

test("whatever differs is planned anew: a content, a name, a file more or less, a text", async () => {
  const { root, planned } = await scratch();
  const file = join(root, "proto/deep/a.proto");
  const inputs = { paths: ["proto", "buf.yaml"], texts: ["t"] };
  await writeFile(file, "a");
  expect(await planned(inputs)).toBe(1);
  await writeFile(file, "b");
  expect(await planned(inputs)).toBe(2);
  await writeFile(join(root, "buf.yaml"), "");
  expect(await planned(inputs)).toBe(2); // as good as absent
  await writeFile(join(root, "buf.yaml"), "x");
  expect(await planned(inputs)).toBe(3);
  await writeFile(join(root, "proto/deep/b.proto"), "");
  expect(await planned(inputs)).toBe(4);
  await rm(file);
  expect(await planned(inputs)).toBe(5);
  expect(await planned({ ...inputs, texts: ["u"] })).toBe(6);
  expect(await planned({ ...inputs, texts: ["u", ""] })).toBe(7);
});

test("what can't be read is planned anew, and what can't be planned is not kept", async () => {
  const { root, planned } = await scratch();
  expect(await planned({})).toBe(1);
  await writeFile(join(root, "node_modules/.cache/waypost-gen-plans/part.v8"), "broken");
  expect(await planned({})).toBe(2);
  const failing = () => Promise.reject(new Error("no"));
  await expect(new PlanMemory(root).recall("part", { texts: ["other"] }, failing)).rejects.toThrow("no");
  expect(await planned({})).toBe(2);
});
