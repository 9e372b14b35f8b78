import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** The contracts of the main branch in a temporary folder, or in one sentence why there are none to compare with. */
export type MainContracts =
  | { readonly label: string; readonly folder: string; readonly note?: string }
  | { readonly folder: undefined; readonly note?: string };

/**
 * Lends `use` the contracts of the commit at which this branch left main. On main itself there is nothing to compare
 * with. A shallow clone that doesn't hold that commit is compared with the tip of main; one without main is not, and
 * says so.
 */
export async function withMainContracts<T>(
  root: string,
  use: (main: MainContracts) => Promise<T>,
): Promise<T> {
  const git = async (...args: string[]) =>
    (await run("git", args, { cwd: root, maxBuffer: 64 << 20 })).stdout;
  const ask = (...args: string[]) =>
    git(...args).then(
      (text) => text.trim(),
      () => undefined,
    );

  const branch = await ask("symbolic-ref", "--short", "-q", "HEAD");
  if ((await ask("rev-parse", "--git-dir")) === undefined) {
    return use({ folder: undefined, note: "This is no git clone, so main was not compared with." });
  }
  if (branch === "main") return use({ folder: undefined });
  const tip =
    (await ask("rev-parse", "-q", "--verify", "refs/remotes/origin/main")) ??
    (await ask("rev-parse", "-q", "--verify", "refs/heads/main"));
  if (tip === undefined) {
    return use({
      folder: undefined,
      note: "The clone has no main branch, so it was not compared with; run `git fetch origin main:refs/remotes/origin/main`.",
    });
  }
  const base = await ask("merge-base", "HEAD", tip);
  const commit = base ?? tip;
  const folder = await mkdtemp(join(tmpdir(), "waypost-main-"));
  try {
    const files = (await git("ls-tree", "-r", "-z", "--name-only", commit, "api", "proto", "buf.yaml")).split(
      "\0",
    );
    await Promise.all(
      files.filter(Boolean).map(async (path) => {
        await mkdir(dirname(join(folder, path)), { recursive: true });
        await writeFile(join(folder, path), await git("show", `${commit}:${path}`));
      }),
    );
    const label = `main at ${commit.slice(0, 8)}`;
    const note =
      base === undefined
        ? `The clone is shallow and doesn't hold the commit where this branch left main; compared with the tip, ${label}. Run \`git fetch --unshallow\` for the exact one.`
        : undefined;
    return await use({ label, folder, ...(note === undefined ? {} : { note }) });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
