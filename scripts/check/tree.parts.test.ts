import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { findCapability } from "@waypost/testing/capabilities.ts";
import { describe, expect, onTestFinished, test } from "vitest";
import { isCode, isGenerated, isTest, readTree } from "./tree.ts";

const files = {
  ".gitignore": "*.log\nout/\n",
  "README.md": "# A\n",
  "src/b.ts": "b();\n",
  "src/a.ts": "a();\n",
  "src/logo.png": "not text",
  "src/old.png": "not text",
  "src/a.log": "noise",
  "out/built.js": "built();\n",
};

function folderWith(content: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), "waypost-tree-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(content)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

describe.skipIf(findCapability("git") === undefined)("the tree of a checkout", () => {
  test("is what git would commit, in order; what no check reads has no text", () => {
    const root = folderWith(files);
    execFileSync("git", ["init", "-q"], { cwd: root });
    execFileSync("git", ["add", "src"], { cwd: root });
    for (const path of ["src/b.ts", "src/old.png"]) rmSync(join(root, path));
    expect([...readTree(root)]).toEqual([
      [".gitignore", ""],
      ["README.md", "# A\n"],
      ["src/a.ts", "a();\n"],
      ["src/logo.png", ""],
    ]);
  });
});

test("without git it is everything but packages and data", () => {
  const root = folderWith({
    ...files,
    "node_modules/p/index.js": "",
    "src/node_modules/q/index.js": "",
    ".waypost/admin-key": "",
    "coverage/index.json": "",
  });
  expect([...readTree(root).keys()]).toEqual(Object.keys(files).sort());
});

test.each<[string, { code?: true; test?: true; generated?: true }]>([
  ["services/links/logic/create-link.ts", { code: true }],
  ["scripts/run.mjs", { code: true }],
  ["services/links/test/create-link.test.ts", { code: true, test: true }],
  ["services/links/test/world.ts", { code: true, test: true }],
  ["scripts/check/tree.test.ts", { code: true, test: true }],
  ["vitest.config.ts", { code: true, test: true }],
  ["scripts/gen/rest/operations.test-d.ts", { code: true, test: true }],
  ["scripts/test/main.ts", { code: true, test: true }],
  ["gen/rest/links/routes.ts", { generated: true }],
  ["sdk/generated/operations.ts", { generated: true }],
  ["sdk/client.ts", { code: true }],
  ["db/links.schema.sql", { generated: true }],
  ["db/links/0001-links.sql", {}],
  ["scripts/bootstrap.d.mts", {}],
  ["services/all/types.d.ts", {}],
  ["docs/latest.md", {}],
])("%s is %j", (path, { code = false, test: forTests = false, generated = false }) => {
  expect([isCode(path), isTest(path), isGenerated(path)]).toEqual([code, forTests, generated]);
});
