import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { findCapability } from "@waypost/testing/capabilities.ts";
import { describe, expect, test } from "vitest";
import { withMainContracts } from "./main-branch.ts";
import { scratchFolder, writeFiles } from "./scratch-folder.ts";

const files = {
  "api/links.yaml": "version: at the start\n",
  "proto/waypost/a.proto": "",
  "buf.yaml": "",
  "a.ts": "",
};

type Git = (...args: string[]) => string;

function gitIn(cwd: string): Git {
  const who = ["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "core.hooksPath=/dev/null"];
  return (...args) => execFileSync("git", [...who, ...args], { cwd, encoding: "utf8", stdio: "pipe" }).trim();
}

/** A repository that stands on the branch `topic`; `main` has gone on since that was made. */
async function repository(): Promise<{ root: string; git: Git; base: string }> {
  const root = await scratchFolder(files);
  const git = gitIn(root);
  const commit = async (text: string) => {
    await writeFiles(root, { "api/links.yaml": `version: ${text}\n` });
    git("add", "-A");
    git("commit", "-q", "-m", text);
  };
  git("init", "-q", "-b", "main");
  await commit("at the start");
  const base = git("rev-parse", "HEAD");
  git("branch", "topic");
  await commit("of main");
  git("checkout", "-q", "topic");
  await commit("of the branch");
  return { root, git, base };
}

describe.skipIf(findCapability("git") === undefined)("the contracts of main", () => {
  /** What is said of them, and what they were while they were lent. */
  async function look(root: string) {
    return await withMainContracts(root, async (main) => ({
      ...main,
      text: main.folder === undefined ? null : readFileSync(join(main.folder, "api/links.yaml"), "utf8"),
      names: main.folder === undefined ? [] : (await readdir(main.folder)).sort(),
    }));
  }

  test("are those of the commit at which the branch left main", async () => {
    const { root, base } = await repository();
    const found = await look(root);
    expect(found).toMatchObject({ label: `main at ${base.slice(0, 8)}`, text: "version: at the start\n" });
    expect(found.names).toEqual(["api", "buf.yaml", "proto"]);
    expect(found).not.toHaveProperty("note");
  });

  test("are removed after their use, also when that fails", async () => {
    const { root } = await repository();
    const lent: string[] = [];
    const use = withMainContracts(root, async ({ folder = "" }) => {
      lent.push(folder);
      throw new Error(existsSync(folder) ? "lent" : "not there");
    });
    await expect(use).rejects.toThrow("lent");
    expect(lent.map((folder) => existsSync(folder))).toEqual([false]);
  });

  test("are found at the remote where the clone has no main of its own", async () => {
    const { root, git, base } = await repository();
    git("update-ref", "refs/remotes/origin/main", "main");
    git("branch", "-q", "-D", "main");
    expect(await look(root)).toMatchObject({ label: `main at ${base.slice(0, 8)}` });
  });

  test("of a shallow clone are those of the tip, with a note", async () => {
    const { root, git } = await repository();
    const shallow = join(await scratchFolder({}), "clone");
    git("clone", "-q", "--depth=1", "--no-single-branch", `file://${root}`, shallow);
    const found = await look(shallow);
    expect(found).toMatchObject({ text: "version: of main\n", note: expect.stringContaining("shallow") });
  });

  test("are nothing to compare with on main itself", async () => {
    const { root, git } = await repository();
    git("checkout", "-q", "main");
    expect(await look(root)).toEqual({ folder: undefined, text: null, names: [] });
  });

  test("that can't be had are told in a sentence", async () => {
    const noClone = await look(await scratchFolder(files));
    expect(noClone).toMatchObject({ folder: undefined, note: expect.stringContaining("no git clone") });
    const { root, git } = await repository();
    git("branch", "-q", "-D", "main");
    const noMain = await look(root);
    expect(noMain).toMatchObject({ folder: undefined, note: expect.stringContaining("no main branch") });
  });
});
