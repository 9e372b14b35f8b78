import { execFileSync } from "node:child_process";
import { findCapability } from "@waypost/testing/capabilities.ts";
import { describe, expect, test } from "vitest";
import { printImage } from "./buf-image.ts";
import { bundleOpenApi } from "./bundle-openapi.ts";
import type { GateReport } from "./finding.ts";
import { checkContracts, checkDrift, compareWithBaseline, compareWithMain } from "./gates.ts";
import { scratchFolder, writeFiles } from "./scratch-folder.ts";

const proto = "proto/waypost/things/v1/things.proto";
const api = "api/things.yaml";
const sound = {
  "buf.yaml": "version: v2\nmodules:\n  - path: proto\n    excludes: [proto/baseline]\n",
  "redocly.yaml": "extends: [diff-recommended]\nrules: { struct: error }\n",
  [proto]: 'syntax = "proto3";\n\npackage waypost.things.v1;\n\nmessage Thing {\n  string name = 1;\n}\n',
  [api]: `openapi: 3.1.0
info: { title: Things, version: 1.0.0 }
paths:
  /things:
    get:
      responses:
        "200": { description: All of them. }
`,
};
/** One finding each by REST and RPC, against whatever had them. */
const broken = {
  [proto]: sound[proto].replace("string name = 1;", 'reserved 1;\n  reserved "name";'),
  [api]: sound[api].replace("/things:", "/others:"),
};

/** Gate by gate, what was found where. */
function told(reports: readonly GateReport[]) {
  return reports.map(({ gate, findings }) => [gate, ...findings.map(({ path, rule }) => `${path} ${rule}`)]);
}

test("sound contracts pass every gate", async () => {
  const reports = await checkContracts(await scratchFolder(sound));
  expect(told(reports)).toEqual([["OpenAPI lint and examples"], ["buf lint"], ["buf format"]]);
});

test("a file that can't be read is a finding at its place, and hides nothing that the others find", async () => {
  const root = await scratchFolder({
    ...sound,
    [api]: "a: [",
    [proto]: sound[proto].replace("name", "Name"),
  });
  const reports = await checkContracts(root);
  expect(told(reports)).toEqual([
    ["OpenAPI lint and examples", `${api} gate/failed`],
    ["buf lint", `${proto} buf-lint/FIELD_LOWER_SNAKE_CASE`],
    ["buf format"],
  ]);
});

test("before the first release there is nothing to break, and that is said", async () => {
  const [report, ...more] = await compareWithBaseline(await scratchFolder(broken));
  expect(more).toEqual([]);
  expect(report).toMatchObject({
    findings: [],
    notes: [expect.stringContaining("Nothing was released yet")],
  });
});

test("REST and RPC are held to what was released", async () => {
  const root = await scratchFolder(sound);
  await writeFiles(root, {
    "proto/baseline/image.json": await printImage(root),
    "api/baseline/things.yaml": await bundleOpenApi(root, api),
  });
  const gates = ["OpenAPI against the released baseline", "buf breaking against the released baseline"];
  expect(told(await compareWithBaseline(root))).toEqual(gates.map((gate) => [gate]));
  await writeFiles(root, broken);
  expect(told(await compareWithBaseline(root))).toEqual([
    [gates[0], `${api} openapi-diff/path-removed`],
    [gates[1], `${proto} buf-breaking/FIELD_NO_DELETE`],
  ]);
});

describe.skipIf(findCapability("git") === undefined)("against main", () => {
  /** A clone whose main has `files`, and which stands on a branch that breaks them. */
  async function branchFrom(files: Readonly<Record<string, string>>) {
    const root = await scratchFolder(files);
    const git = (...args: string[]) =>
      execFileSync("git", ["-c", "user.name=Test", "-c", "user.email=test@example.com", ...args], {
        cwd: root,
      });
    git("init", "-q", "-b", "main");
    git("add", "-A");
    git("-c", "core.hooksPath=/dev/null", "commit", "-q", "-m", "Begin");
    git("checkout", "-q", "-b", "topic");
    await writeFiles(root, { ...sound, ...broken });
    return { root, git };
  }

  test("a branch is held to what it left, and main is not", async () => {
    const { root, git } = await branchFrom(sound);
    expect(told(await compareWithMain(root))).toEqual([
      ["OpenAPI against main", `${api} openapi-diff/path-removed`],
      ["buf breaking against main", `${proto} buf-breaking/FIELD_NO_DELETE`],
    ]);
    git("checkout", "-q", "-B", "main");
    expect(await compareWithMain(root)).toEqual([]);
  });

  test("RPC is no gate for a branch from before there was any", async () => {
    const { [proto]: _, "buf.yaml": __, ...withoutRpc } = sound;
    const { root } = await branchFrom(withoutRpc);
    expect(told(await compareWithMain(root))).toEqual([
      ["OpenAPI against main", `${api} openapi-diff/path-removed`],
      ["buf breaking against main"],
    ]);
  });

  test("where there is no main the note says so", async () => {
    expect(await compareWithMain(await scratchFolder(sound))).toEqual([
      { gate: "main branch", findings: [], notes: [expect.stringContaining("no git clone")] },
    ]);
  });
});

describe("the generator", () => {
  /** What is found when the generator at its place says this. */
  async function drift(said: string) {
    const root = await scratchFolder({ "scripts/gen/main.ts": said });
    return (await checkDrift(root)).findings;
  }

  test("names files that are not what the contracts say, and logic that is not there", async () => {
    const report = {
      changes: [
        { path: "gen/a.ts", kind: "differs" },
        { path: "gen/b.ts", kind: "left over" },
      ],
      findings: [
        "services/a/logic/b.ts: missing-logic: the contract wants it. Run `npm run gen`, then write it.",
        "services/a/service.ts:7: unmapped: `b` is in no map. Add it.",
        "something else",
      ],
    };
    const found = await drift(
      `process.stdout.write(${JSON.stringify(JSON.stringify(report))});\nprocess.exitCode = 1;\n`,
    );
    expect(found.map(({ path, line, rule, message }) => `${path}:${line} ${rule}: ${message}`)).toEqual([
      "gen/a.ts:1 gen/drift: The generated file is not what the contracts say.",
      "gen/b.ts:1 gen/drift: The generated file is left over.",
      "services/a/logic/b.ts:1 gen/missing-logic: the contract wants it.",
      "services/a/service.ts:7 gen/unmapped: `b` is in no map.",
      "gen:1 gen/logic: something else",
    ]);
    expect(found.map(({ hint }) => hint)).toContain("Run `npm run gen`, then write it.");
  });

  test("that fails is an error that tells what it said", async () => {
    await expect(drift('process.stderr.write("no such table");\nprocess.exitCode = 1;\n')).rejects.toThrow(
      "The generator failed:\nno such table",
    );
  });
});
