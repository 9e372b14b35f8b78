import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";

/** The files of the repository by path from its root. Files that no check reads have an empty text. */
export type Tree = ReadonlyMap<string, string>;

const readable = /\.(ts|mjs|js|json|md|ya?ml|proto|sql)$/;
const neverSource = new Set(["node_modules", ".git", ".waypost", "coverage"]);

/** Reads what git would commit below `root`, or everything but packages and data when there is no git checkout. */
export function readTree(root: string): Tree {
  const tree = new Map<string, string>();
  for (const path of listFiles(root).toSorted()) {
    const text = readable.test(path) ? readIfThere(join(root, path)) : "";
    if (text !== undefined) tree.set(path, text);
  }
  return tree;
}

function listFiles(root: string): string[] {
  const args = ["ls-files", "--cached", "--others", "--exclude-standard", "-z"];
  const git = spawnSync("git", args, { cwd: root, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  if (git.status === 0)
    return git.stdout.split("\0").filter((path) => path !== "" && isFile(join(root, path)));
  const walk = (folder: string): string[] =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      if (neverSource.has(entry.name)) return [];
      const path = join(folder, entry.name);
      return entry.isDirectory() ? walk(path) : [relative(root, path)];
    });
  return walk(root);
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** Somebody may delete a file between the listing and the reading; that is no reason to fail. */
function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

/** Rebuilt by `npm run gen`, so no rule about hand-written code holds for it. */
export function isGenerated(path: string): boolean {
  return /^(gen|sdk\/generated)\/|\.schema\.sql$|^services\/all\/services\.ts$/.test(path);
}

/** Tests and what only tests use: they may see everything. */
export function isTest(path: string): boolean {
  return /(^|\/)test\/|\.(test|test-d|bench)\.ts$|^vitest\.config\.ts$/.test(path);
}

/** Hand-written source code. */
export function isCode(path: string): boolean {
  return /\.(ts|mjs)$/.test(path) && !path.endsWith(".d.ts") && !isGenerated(path);
}
