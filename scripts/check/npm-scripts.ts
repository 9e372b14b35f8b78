import type { Finding } from "./finding.ts";
import type { Tree } from "./tree.ts";

/**
 * Every npm script works on a fresh clone, which it does by going through scripts/run.mjs, and its file exists. It is
 * `exec`, since a shell in between dies of a signal before the script has stopped, or keeps it from the script.
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
