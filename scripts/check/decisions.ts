import { posix } from "node:path";
import type { Finding } from "./finding.ts";
import type { Tree } from "./tree.ts";

const folder = "docs/decisions";
/** A record is short, since nobody edits it later: what has to be explained belongs into a chapter beside the code. */
const longest = 30;

/** Decision records have a number of their own, bear it in their title, tell their date, are short, and stand in the index. */
export function checkDecisions(tree: Tree): Finding[] {
  const findings: Finding[] = [];
  const index = new Set(tree.get(`${folder}/README.md`)?.split("\n"));
  const seen = new Map<string, string>();
  for (const [path, text] of tree) {
    const file = posix.basename(path);
    if (posix.dirname(path) !== folder || file === "README.md") continue;
    const report = (message: string): number => findings.push({ rule: "decision", path, message });
    const [, number] = /^(\d{4})-[a-z0-9-]+\.md$/.exec(file) ?? [];
    if (number === undefined) {
      report("Name it NNNN-title.md, in lower case with hyphens.");
      continue;
    }
    const other = seen.get(number);
    if (other !== undefined) report(`${other} has this number too; take a free one.`);
    seen.set(number, file);
    const lines = text.trimEnd().split("\n");
    if (lines.length > longest)
      report(
        `${lines.length} lines; ${longest} are enough. How things work belongs into the DESIGN.md beside the code.`,
      );
    if (!lines.some((line) => /^Date: \d{4}-\d{2}-\d{2}$/.test(line)))
      report("Say below the title when it was decided: `Date: YYYY-MM-DD`.");
    const heading = text.split("\n", 1)[0] ?? "";
    const title = heading.slice(`# ${number} `.length);
    if (heading !== `# ${number} ${title}` || title === "")
      report(`Begin it with \`# ${number} Its title\`.`);
    else if (!index.has(`- [${number}](${file}) ${title}`))
      report(`Add this line to ${folder}/README.md: - [${number}](${file}) ${title}`);
  }
  return findings;
}
