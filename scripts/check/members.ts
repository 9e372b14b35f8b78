import { parseSync } from "oxc-parser";
import type { Finding } from "./finding.ts";
import type { Tree } from "./tree.ts";

/** What one function can have at hand and one reader keep in mind. */
const most = 10;

const lent = /^services\/([^/]+\/context\.ts|kit\/host\/[^/]+\.ts)$/;

/** What logic gets, a service's context, and what a service gets, its host, have few members, in groups where there are more. */
export function checkMembers(tree: Tree): Finding[] {
  return [...tree].flatMap(([path, text]) => (lent.test(path) ? tooMany(path, text) : []));
}

function tooMany(path: string, text: string): Finding[] {
  const findings: Finding[] = [];
  for (const statement of parseSync(path, text).program.body) {
    const found = statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
    if (found?.type !== "TSInterfaceDeclaration") continue;
    const count = found.body.body.length;
    if (count <= most) continue;
    const line = text.slice(0, found.start).split("\n").length;
    const message = `${found.id.name} has ${count} members, ${most} at most: make an interface of those that are used together, or hand on less.`;
    findings.push({ rule: "members", path, line, message });
  }
  return findings;
}
