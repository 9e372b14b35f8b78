import { posix } from "node:path";
import { type Import, parseImports } from "./imports.ts";
import { isCode, isGenerated, type Tree } from "./tree.ts";

/** An import, and the path it leads to when that is within the repository; nothing says that there is a file. */
export interface ResolvedImport extends Import {
  readonly target: string | undefined;
}

const known = new WeakMap<Tree, ReadonlyMap<string, readonly ResolvedImport[]>>();

/** What each file of code imports, hand-written or generated, types included. Read once for all rules about a tree. */
export function importsOf(tree: Tree): ReadonlyMap<string, readonly ResolvedImport[]> {
  const graph = known.get(tree) ?? readGraph(tree);
  known.set(tree, graph);
  return graph;
}

function readGraph(tree: Tree): Map<string, readonly ResolvedImport[]> {
  const packages = packageFolders(tree);
  const graph = new Map<string, readonly ResolvedImport[]>();
  for (const [path, text] of tree) {
    if (!/\.(ts|mjs|js)$/.test(path) || !(isCode(path) || isGenerated(path))) continue;
    if (isGenerated(path) && !/\bimport\b|\bfrom\b/.test(text)) continue;
    const resolved = parseImports(path, text).imports.map((found) => ({
      ...found,
      target: resolve(path, found.specifier, packages),
    }));
    graph.set(path, resolved);
  }
  return graph;
}

function resolve(from: string, specifier: string, packages: ReadonlyMap<string, string>): string | undefined {
  if (specifier.startsWith(".")) return posix.join(posix.dirname(from), specifier);
  const [scope = "", name = "", ...rest] = specifier.split("/");
  const folder = packages.get(`${scope}/${name}`);
  return folder === undefined ? undefined : posix.join(folder, ...rest);
}

/** Folder of each package of the workspace by its name. */
function packageFolders(tree: Tree): Map<string, string> {
  const folders = new Map<string, string>();
  for (const [path, text] of tree) {
    if (posix.basename(path) !== "package.json" || path === "package.json") continue;
    const { name }: { name?: string } = JSON.parse(text);
    if (name !== undefined) folders.set(name, posix.dirname(path));
  }
  return folders;
}
