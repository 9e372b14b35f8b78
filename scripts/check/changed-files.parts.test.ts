import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { findChangedFiles } from "./changed-files.ts";

function repository() {
  const root = mkdtempSync(join(tmpdir(), "waypost-changed-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=T", "-c", "user.email=t@example.com", ...args], { cwd: root });
  const write = (path: string, text: string) => writeFileSync(join(root, path), text);
  git("init", "-q", "-b", "main");
  for (const path of ["same.ts", "edited.ts", "gone.ts", "committed.ts"]) write(path, "1");
  write(".gitignore", "ignored.ts\n");
  git("add", "-A");
  git("commit", "-qm", "As it was");
  return { root, git, write };
}

test("what differs from main is what a branch committed, what it did not yet, and what is new or gone", () => {
  const { root, git, write } = repository();
  git("switch", "-qc", "work");
  write("committed.ts", "2");
  git("commit", "-qam", "A step");
  write("edited.ts", "2");
  write("new file.ts", "1");
  write("ignored.ts", "1");
  rmSync(join(root, "gone.ts"));
  const { base, present, all } = findChangedFiles(root);
  expect(base).toMatch(/^main at [0-9a-f]{8}$/);
  expect(present).toEqual(["committed.ts", "edited.ts", "new file.ts"]);
  expect(all).toEqual([...present, "gone.ts"]);
});

test("on main, it is what is not committed", () => {
  const { root, git, write } = repository();
  expect(findChangedFiles(root).all).toEqual([]);
  write("edited.ts", "2");
  git("add", "-A");
  expect(findChangedFiles(root).all).toEqual(["edited.ts"]);
});

test("without a main to compare with, it says what to do", () => {
  const { root, git } = repository();
  git("branch", "-qm", "main", "trunk");
  expect(() => findChangedFiles(root)).toThrow("run `npm run check` without --changed");
});
