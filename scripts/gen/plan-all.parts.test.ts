import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { findChanges } from "./apply-plan.ts";
import { planAll, type WholePlan } from "./plan-all.ts";
import { planScaffold } from "./scaffold.ts";

const repository = join(import.meta.dirname, "../..");

describe("the plan of this repository", () => {
  let whole: WholePlan;

  beforeAll(async () => {
    whole = await planAll(repository, { fresh: true });
  }, 120_000);

  test("has each part of what is generated, and what is committed is as it says", async () => {
    const folders = whole.plans.flatMap((plan) => plan.folders);
    for (const folder of ["gen/rest", "gen/rpc", "gen/proto", "gen/db", "sdk/generated", "deploy/gateway"])
      expect(folders).toContain(folder);
    expect([...whole.timings.keys()].sort()).toEqual(["db", "declarations", "rest", "rpc", "sdk"]);
    expect(await findChanges(repository, whole.plans)).toEqual([]);
  }, 60_000);

  test("wants logic for each operation but those that are routed by hand, and all of it is there", async () => {
    const contracts = whole.plans.flatMap(({ files }) => files.get("gen/rest/openapi.json") ?? []).join();
    expect(contracts).toContain('"operationId": "followLink"');
    const wanted = whole.logic.map(({ kind, name }) => `${kind} ${name}`);
    expect(wanted).toContain("rest createLink");
    expect(wanted).toContain("rpc verifyKey");
    expect(wanted).not.toContain("rest followLink");
    const { files, findings } = await planScaffold(repository, whole.logic);
    expect([[...files.keys()], findings]).toEqual([[], []]);
  });
});

test("one run tells everything that is wrong, each thing once", async () => {
  const root = await mkdtemp(join(tmpdir(), "waypost-gen-all-"));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  await mkdir(join(root, "api/shared"), { recursive: true });
  await writeFile(join(root, "api/shared/problems.yaml"), "{}\n");
  await writeFile(
    join(root, "api/things.yaml"),
    "openapi: 3.1.0\ninfo: {}\npaths:\n  /a: { get: { responses: {} } }\n",
  );
  const message = await planAll(root).then(
    () => "planned",
    (error: Error) => error.message,
  );
  const told = (what: string) => message.split("\n").filter((line) => line.includes(what));
  expect(told("is not that of the installed validator")).toHaveLength(1);
  expect(told("api/things.yaml:4: ").length).toBeGreaterThan(0);
  expect(new Set(message.split("\n")).size).toBe(message.split("\n").length);
});
