import { posix } from "node:path";
import type { Finding } from "./finding.ts";
import type { Tree } from "./tree.ts";

/** Links and paths in Markdown lead somewhere, and every `npm run` it mentions exists. */
export function checkDocuments(tree: Tree): Finding[] {
  const manifest: { scripts?: Record<string, string> } = JSON.parse(tree.get("package.json") ?? "{}");
  const scripts = new Set(Object.keys(manifest.scripts ?? {}));
  const places = new Set<string>(tree.keys());
  for (const path of tree.keys()) {
    for (let folder = posix.dirname(path); folder !== "."; folder = posix.dirname(folder)) places.add(folder);
  }
  const topLevel = new Set([...places].filter((path) => !path.includes("/")));
  const findings: Finding[] = [];
  for (const [path, text] of tree) {
    if (!path.endsWith(".md")) continue;
    for (const [index, line] of text.split("\n").entries()) {
      const report = (rule: string, message: string): number =>
        findings.push({ rule, path, line: index + 1, message });
      for (const [, link = ""] of line.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)) {
        if (/^[a-z]+:/.test(link)) continue;
        const target = posix.join(posix.dirname(path), link).replace(/\/$/, "");
        if (!places.has(target)) report("dead-path", `The link to ${link} leads nowhere.`);
      }
      for (const [, named = ""] of line.matchAll(/`([\w.-]+(?:\/[\w.-]+)+\/?)`/g)) {
        const target = named.replace(/\/$/, "");
        if (!topLevel.has(target.split("/")[0] ?? "") || places.has(target)) continue;
        report("dead-path", `\`${named}\` does not exist (any more).`);
      }
      for (const [, script = ""] of line.matchAll(/\bnpm run ([a-z][\w:-]*)/g)) {
        if (!scripts.has(script)) report("dead-path", `package.json has no script "${script}".`);
      }
    }
  }
  return findings;
}
