import type { Finding } from "./finding.ts";
import { parseImports } from "./imports.ts";
import { isCode, type Tree } from "./tree.ts";

/**
 * A scaffold answers 501 until somebody writes its logic. That is right while it is being written and wrong on main.
 */
export function checkStubs(tree: Tree): Finding[] {
  const findings: Finding[] = [];
  for (const [path, text] of tree) {
    if (!isCode(path)) continue;
    if (/^services\/[^/]+\/logic\/.*\.ts$/.test(path)) {
      const { code } = parseImports(path, text);
      const at = code.search(/["'`](not-implemented|not_implemented)["'`]|\bnotImplemented\b/);
      if (at >= 0) {
        const line = code.slice(0, at).split("\n").length;
        const message = "This logic still answers 501. Write it, or take the operation out of the contract.";
        findings.push({ rule: "stub", path, line, message });
      }
    }
    const unwritten = /^services\/[^/]+\/test\//.test(path) ? text.search(/\bunwrittenTest\(/) : -1;
    if (unwritten >= 0) {
      const line = text.slice(0, unwritten).split("\n").length;
      const message = "This test is still to be written: say what the operation does when all is well.";
      findings.push({ rule: "stub", path, line, message });
    }
    for (const [index, line] of text.split("\n").entries()) {
      if (!/(\/\/|\/\*|\*)\s*(TODO|FIXME|XXX|HACK)\b/.test(line)) continue;
      const message =
        "Do it now, or open an issue and say there what is missing; notes in code are forgotten.";
      findings.push({ rule: "note-to-self", path, line: index + 1, message });
    }
  }
  return findings;
}
