import { execFileSync } from "node:child_process";

/** What differs from main in this checkout. */
export interface ChangedFiles {
  /** Such as `main at 1a2b3c4d`. */
  readonly base: string;
  /** Paths of files that are there, uncommitted and new ones included. */
  readonly present: readonly string[];
  /** Those, and the paths of files that are gone. */
  readonly all: readonly string[];
}

/**
 * Compares the working tree at `root` with the commit at which its branch left main; on main itself, with what is
 * committed.
 *
 * @throws Error in one sentence where there is no git or no main to compare with.
 */
export function findChangedFiles(root: string): ChangedFiles {
  const git = (...args: string[]): string =>
    execFileSync("git", args, {
      cwd: root,
      encoding: "utf8",
      maxBuffer: 64 << 20,
      stdio: ["ignore", "pipe", "pipe"],
    });
  const base = ["refs/remotes/origin/main", "refs/heads/main"].flatMap((main) =>
    attempt(() => git("merge-base", "HEAD", main)),
  )[0];
  if (base === undefined) {
    throw new Error("There is no main to compare with; run `npm run check` without --changed.");
  }
  const list = (...args: string[]) =>
    git(...args)
      .split("\0")
      .filter(Boolean);
  const diff = ["diff", "--no-renames", "--name-only", "-z"];
  const gone = list(...diff, "--diff-filter=D", base.trim());
  const present = [
    ...list(...diff, "--diff-filter=d", base.trim()),
    ...list("ls-files", "--others", "--exclude-standard", "-z"),
  ].sort();
  return { base: `main at ${base.slice(0, 8)}`, present, all: [...present, ...gone] };
}

function attempt(work: () => string): string[] {
  try {
    return [work()];
  } catch {
    return [];
  }
}
