import { posix } from "node:path";
import type { Finding } from "./finding.ts";
import { isCode, isGenerated, isTest, type Tree } from "./tree.ts";

/** Lines of one hand-written file; tests may be twice as long. */
export const longFile = { warn: 250, refuse: 400 };
const deepestFolder = 5;

const namedByOthers = new Set(["README.md", "DESIGN.md", "CONTRIBUTING.md", "LICENSE", "Dockerfile"]);
const kebab = /^\.?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/;
const grabBags = new Set(["utils", "util", "common", "helpers", "misc", "shared-utils", "lib"]);

/** Names, depth and length of files. */
export function checkShape(tree: Tree): Finding[] {
  const findings: Finding[] = [];
  for (const [path, text] of tree) {
    if (isGenerated(path)) continue;
    const folders = path.split("/").slice(0, -1);
    const name = posix.basename(path);
    const wellNamed =
      kebab.test(name) ||
      namedByOthers.has(name) ||
      (name.endsWith(".proto") && /^[a-z0-9_]+\.proto$/.test(name));
    if (!wellNamed) {
      findings.push({ rule: "name", path, message: "Name files in kebab-case after what they export." });
    }
    const bag = [...folders, name.replace(/\..*$/, "")].find((part) => grabBags.has(part));
    if (bag !== undefined) {
      const message = `"${bag}" says nothing; name the file or folder after the one thing it holds.`;
      findings.push({ rule: "name", path, message });
    }
    if (folders.length > deepestFolder) {
      const message = `${folders.length} folders deep; ${deepestFolder} is the most a reader should have to open.`;
      findings.push({ rule: "depth", path, message });
    }
    const lines = countLines(text);
    const limit = longFile.refuse * (isTest(path) ? 2 : 1);
    if (isCode(path) && lines > limit) {
      const message = `${lines} lines, and ${limit} is the most; split it along the concepts it holds.`;
      findings.push({ rule: "length", path, message });
    }
  }
  return findings;
}

/** Hand-written files that are on their way to being too long, longest first. */
export function longFiles(tree: Tree): { path: string; lines: number }[] {
  return [...tree]
    .filter(([path]) => isCode(path) && !isTest(path))
    .map(([path, text]) => ({ path, lines: countLines(text) }))
    .filter(({ lines }) => lines > longFile.warn)
    .toSorted((a, b) => b.lines - a.lines);
}

function countLines(text: string): number {
  return text.split("\n").length - 1;
}
