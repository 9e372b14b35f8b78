import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { findCapability } from "@waypost/testing/capabilities.ts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

const root = dirname(dirname(import.meta.dirname));

describe.skipIf(findCapability("git") === undefined)("the pre-commit hook", () => {
  let clone: string;

  beforeEach(() => {
    clone = mkdtempSync(join(tmpdir(), "waypost-hook-"));
    mkdirSync(join(clone, ".githooks"));
    mkdirSync(join(clone, "proto"));
    for (const file of [".githooks/pre-commit", "biome.json", ".gitignore"]) {
      copyFileSync(join(root, file), join(clone, file));
    }
    writeFileSync(join(clone, "buf.yaml"), "version: v2\nmodules:\n  - path: proto\n");
    symlinkSync(join(root, "node_modules"), join(clone, "node_modules"));
    git("init", "--quiet");
    git("config", "core.hooksPath", ".githooks");
  });

  afterEach(() => rmSync(clone, { recursive: true }));

  function git(...args: string[]): { status: number | null; stderr: string } {
    const identity = ["-c", "user.name=Test", "-c", "user.email=test@example.com"];
    const env = Object.fromEntries(Object.entries(process.env).filter(([key]) => !key.startsWith("GIT_")));
    return spawnSync("git", [...identity, ...args], { cwd: clone, encoding: "utf8", env });
  }

  function commit(path: string, text: string): { status: number | null; stderr: string } {
    writeFileSync(join(clone, path), text);
    git("add", path);
    return git("commit", "--quiet", "-m", "x");
  }

  test("lets through what is formatted, and files it does not know", () => {
    expect(commit("a.ts", "export const a = 1;\n")).toMatchObject({ status: 0 });
    expect(commit("proto/a.proto", 'syntax = "proto3";\n')).toMatchObject({ status: 0 });
    expect(commit("notes.txt", "x")).toMatchObject({ status: 0 });
  });

  test.each([
    ["a.ts", "export const a   = 1"],
    ["a.ts", "export const a: any = 1;\n"],
    ["proto/a.proto", 'syntax   = "proto3";\n'],
  ])("refuses %s with %s, and says what to run", (path, text) => {
    const refused = commit(path, text);
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain("npm run format");
  });
});
