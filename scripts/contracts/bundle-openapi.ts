import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runRedocly } from "./run-redocly.ts";

/** One REST contract with everything it refers to, as YAML that stands alone. */
export async function bundleOpenApi(root: string, path: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "waypost-bundle-"));
  try {
    const target = join(folder, "bundle.yaml");
    const { stderr } = await runRedocly(root, [
      "bundle",
      path,
      "--config",
      "redocly.yaml",
      "--output",
      target,
    ]);
    const text = await readFile(target, "utf8").catch(() => {
      throw new Error(`redocly bundle ${path} failed:\n${stderr}`);
    });
    return `# The contract as last released. Only \`npm run contracts:release\` writes this file.\n${text}`;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
