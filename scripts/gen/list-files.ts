import { readdir } from "node:fs/promises";
import { join } from "node:path";

/** The files below a folder of `root`, by path from there, but those of packages; undefined when it is no folder. */
export async function listFiles(root: string, folder: string): Promise<readonly string[] | undefined> {
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => undefined);
  if (entries === undefined) return undefined;
  // Packages are not even looked into: their folders lead to every other package.
  const lists = entries
    .filter(({ name }) => name !== "node_modules")
    .map(async (entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return await listFiles(root, path);
      return entry.isFile() ? [path] : [];
    });
  return (await Promise.all(lists)).flatMap((list) => list ?? []);
}
