import type { Finding } from "./finding.ts";
import type { Tree } from "./tree.ts";

/** Every npm script works on a fresh clone, which it does by going through scripts/run.mjs, and its file exists. */
export function checkNpmScripts(tree: Tree): Finding[] {
  const { scripts = {} }: { scripts?: Record<string, string> } = JSON.parse(tree.get("package.json") ?? "{}");
  return Object.entries(scripts).flatMap(([name, command]) => {
    const finding = { rule: "npm-script", path: "package.json" };
    const [, file] = /^node scripts\/run\.mjs (\S+)/.exec(command) ?? [];
    if (file === undefined) {
      const message = `"${name}" must be \`node scripts/run.mjs FILE\`, or it fails on a fresh clone.`;
      return [{ ...finding, message }];
    }
    return tree.has(file) ? [] : [{ ...finding, message: `"${name}" runs ${file}, which does not exist.` }];
  });
}
