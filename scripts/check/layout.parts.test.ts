import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findCapability } from "@waypost/testing/capabilities.ts";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Exception } from "./exceptions.ts";
import { checkLayout, findAll } from "./layout.ts";

const long = "x();\n".repeat(401);
const exception = (path: string): Exception => ({ rule: "length", path, why: "for now" });

/** A repository with a file that is too long, and its commits, each with a list of exceptions. */
function repository(...lists: readonly (readonly Exception[])[]) {
  const root = mkdtempSync(join(tmpdir(), "waypost-layout-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=Test", "-c", "user.email=test@example.com", ...args], {
      cwd: root,
    });
  const write = (list: readonly Exception[]) =>
    writeFileSync(join(root, "scripts/check/exceptions.json"), JSON.stringify(list));
  mkdirSync(join(root, "scripts/check"), { recursive: true });
  writeFileSync(join(root, "scripts/long.ts"), long);
  git("init", "-q", "-b", "main");
  for (const list of lists) {
    write(list);
    git("add", "-A");
    git("-c", "core.hooksPath=/dev/null", "commit", "-q", "--allow-empty", "-m", "A state");
  }
  const told = () =>
    checkLayout(root).findings.map(({ rule, path, message }) => `${rule} ${path}: ${message}`);
  return { git, write, told };
}

const added = [
  expect.stringMatching(/^exceptions .*: length for scripts\/long.ts: new; the list only shrinks/),
];

test("every rule looks at the tree", () => {
  const tree = new Map([
    ["scripts/Long.ts", long],
    [
      "services/links/domain/a.ts",
      'import { readFileSync } from "node:fs";\nconst port = process.env.PORT;\n',
    ],
    ["services/kit/a.ts", `// ${"TODO"}: later\nexport const a = 1;\n`],
    ["services/links/context.ts", `export interface C { ${"a: 1; ".repeat(11)} }`],
    ["scripts/circle.ts", 'import { a } from "./circle.ts";\n'],
    ["package.json", '{"scripts":{"raw":"vitest"}}'],
    ["README.md", "[a](gone.md)\n"],
    ["docs/decisions/0001-a.md", "nothing was decided\n"],
  ]);
  const rules = new Set(findAll(tree).map(({ rule }) => rule));
  const ofFiles = ["length", "name"];
  const ofCode = ["boundary", "circle", "doc-comment", "environment", "members", "note-to-self"];
  const ofTheWhole = ["dead-path", "decision", "npm-script", "rooms"];
  expect(rules).toEqual(new Set([...ofFiles, ...ofCode, ...ofTheWhole]));
});

describe.skipIf(findCapability("git") === undefined)("exceptions", () => {
  test("take away what was excepted before, on main since the last commit but one", () => {
    const { told } = repository([exception("scripts/long.ts")], [exception("scripts/long.ts")]);
    expect(told()).toEqual([]);
  });

  test("that the last commit brought are refused on main", () => {
    expect(repository([], [exception("scripts/long.ts")]).told()).toEqual(added);
  });

  test("that a branch brings are refused, whenever it did", () => {
    const { git, told, write } = repository([]);
    git("checkout", "-q", "-b", "topic");
    write([exception("scripts/long.ts")]);
    expect(told()).toEqual(added);
    for (const message of ["First", "Second"])
      git("-c", "core.hooksPath=/dev/null", "commit", "-q", "-a", "--allow-empty", "-m", message);
    expect(told()).toEqual(added);
  });

  test("are those of the remote's main where the clone has no other", () => {
    const { git, told, write } = repository([]);
    git("update-ref", "refs/remotes/origin/main", "main");
    git("checkout", "-q", "-b", "topic");
    git("branch", "-q", "-D", "main");
    write([exception("scripts/long.ts")]);
    expect(told()).toEqual(added);
  });

  test("that except nothing are told, and what is not excepted is found", () => {
    const other = [exception("scripts/other.ts")];
    expect(repository(other, other).told()).toEqual([
      expect.stringMatching(/^length scripts\/long.ts: 401 lines/),
      expect.stringMatching(/scripts\/other.ts: no longer needed; take it out\.$/),
    ]);
  });
});
