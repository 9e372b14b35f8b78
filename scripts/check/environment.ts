import type { Finding } from "./finding.ts";
import { parseImports } from "./imports.ts";
import { isCode, isTest, type Tree } from "./tree.ts";

/** Only a service's main.ts, or that of a step of `all`, reads the environment; scripts, benches, tests and configurations are tools and may. */
export function checkEnvironment(tree: Tree): Finding[] {
  const findings: Finding[] = [];
  for (const [path, text] of tree) {
    if (!isCode(path) || isTest(path) || !/^(services|sdk)\//.test(path)) continue;
    if (/^services\/([^/]+|all\/[^/]+)\/main\.ts$/.test(path) || path.startsWith("services/testing/"))
      continue;
    const { code } = parseImports(path, text);
    for (const [index, line] of code.split("\n").entries()) {
      if (!/\bprocess\s*\.\s*env\b|\bimport\s*\{[^}]*\benv\b[^}]*\}\s*from\s*"(node:)?process"/.test(line))
        continue;
      findings.push({
        rule: "environment",
        path,
        line: index + 1,
        message:
          "Only main.ts reads the environment: declare a setting in config.ts and take its parsed value.",
      });
    }
  }
  return findings;
}
