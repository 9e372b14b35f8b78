import type { Finding } from "./finding.ts";
import { parseImports } from "./imports.ts";
import { isCode, isTest, type Tree } from "./tree.ts";

/** A pause that is awaited: of the runtime's own names, or a timer that settles a promise. */
const sleep = /(?<![.\w])(delay|pause|sleep)\(\s*[^)\s]|setTimeout\(\s*(resolve|settle|done)\b/;

/** What a pause may be for, said on the line before it. */
const reason = /^\s*\/\/ (Simulates|Polls) \S/;

/** Tests and what they stand on wait for conditions: a fixed time is too short on one machine and wasted on another. */
export function checkSleeps(tree: Tree): Finding[] {
  const findings: Finding[] = [];
  for (const [path, text] of tree) {
    if (!isCode(path) || !(isTest(path) || path.startsWith("services/testing/"))) continue;
    const lines = text.split("\n");
    for (const [index, code] of parseImports(path, text).code.split("\n").entries()) {
      if (!sleep.test(code) || reason.test(lines[index - 1] ?? "")) continue;
      const message =
        'Wait for a condition, as vi.waitFor does, and not for time. Simulated work says so on the line before: "// Simulates …".';
      findings.push({ rule: "sleep", path, line: index + 1, message });
    }
  }
  return findings;
}
