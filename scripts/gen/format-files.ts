import { spawn } from "node:child_process";
import { join } from "node:path";

/** Brings files that were made from templates into the form of the house: how long a name is decides where lines break. */
export async function formatFiles(root: string, paths: readonly string[]): Promise<void> {
  // Unformatted files are no reason to fail: the linter will say the same, with the place.
  if (paths.length > 0) await biome(root, ["--write", ...paths]);
}

/** Those of `paths` that are in the form of the house. */
export async function areFormatted(root: string, paths: readonly string[]): Promise<readonly string[]> {
  const inForm = await Promise.all(paths.map((path) => biome(root, [path])));
  return paths.filter((_, index) => inForm[index]);
}

function biome(root: string, args: readonly string[]): Promise<boolean> {
  const child = spawn(join(root, "node_modules/.bin/biome"), ["check", "--log-level=error", ...args], {
    cwd: root,
    stdio: "ignore",
  });
  return new Promise((resolve) => {
    child.once("error", () => resolve(false));
    child.once("close", (code) => resolve(code === 0));
  });
}
