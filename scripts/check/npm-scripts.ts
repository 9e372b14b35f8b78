import type { Finding } from "./finding.ts";
import type { Tree } from "./tree.ts";

/**
 * Every npm script goes through scripts/run.mjs, so that it works on a fresh clone, and its file exists. It starts with
 * `exec`, since a shell in between would die of a signal before the script has stopped, or not pass the signal on.
 */
export function checkNpmScripts(tree: Tree): Finding[] {
  const { scripts = {} }: { scripts?: Record<string, string> } = JSON.parse(tree.get("package.json") ?? "{}");
  return Object.entries(scripts).flatMap(([name, command]) => {
    const finding = { rule: "npm-script", path: "package.json" };
    const [, file] = /^exec node scripts\/run\.mjs (\S+)/.exec(command) ?? [];
    if (file === undefined) {
      const message = `"${name}" must be \`exec node scripts/run.mjs FILE\`, or it fails on a fresh clone or outlives a signal.`;
      return [{ ...finding, message }];
    }
    return tree.has(file) ? [] : [{ ...finding, message: `"${name}" runs ${file}, which does not exist.` }];
  });
}
