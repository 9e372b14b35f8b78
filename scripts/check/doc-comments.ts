import { parseSync } from "oxc-parser";
import type { Finding } from "./finding.ts";
import { isCode, isTest, type Tree } from "./tree.ts";

/** What everybody builds on says what it does: units, defaults, limits, errors. */
const published = /^(services\/kit|sdk)\//;

/** Every export of kit and of the client has a doc comment. */
export function checkDocComments(tree: Tree): Finding[] {
  const findings: Finding[] = [];
  for (const [path, text] of tree) {
    if (!published.test(path) || !isCode(path) || isTest(path)) continue;
    const { program, comments } = parseSync(path, text);
    for (const node of program.body) {
      if (node.type !== "ExportNamedDeclaration" || !node.declaration) continue;
      const documented = comments.some(
        ({ type, value, end }) =>
          type === "Block" &&
          value.startsWith("*") &&
          end < node.start &&
          text.slice(end, node.start).trim() === "",
      );
      if (documented || isOptions(text, node.start)) continue;
      const line = text.slice(0, node.start).split("\n").length;
      const message = `${firstLine(text, node.start)} needs a doc comment: what it does, units, defaults, limits, errors.`;
      findings.push({ rule: "doc-comment", path, line, message });
    }
  }
  return findings;
}

function firstLine(text: string, start: number): string {
  return text
    .slice(start, text.indexOf("\n", start))
    .replace(/[{(=].*$/, "")
    .trim();
}

/** Options are documented field by field, and by the function that takes them. */
function isOptions(text: string, start: number): boolean {
  return /^export interface \w+Options\b/.test(text.slice(start, start + 100));
}
