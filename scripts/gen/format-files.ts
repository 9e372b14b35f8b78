import { spawn } from "node:child_process";
import { join } from "node:path";

/** Brings files that were made from templates into the form of the house: how long a name is decides where lines break. */
export async function formatFiles(root: string, paths: readonly string[]): Promise<void> {
  if (paths.length === 0) return;
  const biome = join(root, "node_modules/.bin/biome");
  const child = spawn(biome, ["check", "--write", "--log-level=error", ...paths], {
    cwd: root,
    stdio: "ignore",
  });
  await new Promise<void>((resolve) => {
    // Unformatted files are no reason to fail: the linter will say the same, with the place.
    child.once("error", () => resolve());
    child.once("close", () => resolve());
  });
}
