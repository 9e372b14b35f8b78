import { relative } from "node:path";
import type { ContractFinding, GateReport } from "./finding.ts";
import { listApis } from "./list-apis.ts";
import { parseReport, runRedocly } from "./run-redocly.ts";
import { SourceLines } from "./source-lines.ts";

interface LintReport {
  readonly problems: readonly LintProblem[];
}

interface LintProblem {
  readonly ruleId: string;
  readonly message: string;
  readonly location?: readonly {
    readonly source: { readonly ref: string };
    readonly start?: { readonly line: number };
    readonly pointer?: string;
  }[];
  readonly suggest?: readonly string[];
}

/** Lints the OpenAPI documents by redocly.yaml; each example is held against its schema. */
export async function lintOpenApi(root: string): Promise<GateReport> {
  // One document a run: for several, redocly prints several reports one after the other.
  const reports = await Promise.all(
    (await listApis(`${root}/api`)).map(async (name) => {
      const options = ["--config", "redocly.yaml", "--format", "json", "--max-problems", "500"];
      return parseReport<LintReport>("lint", await runRedocly(root, ["lint", `api/${name}`, ...options]));
    }),
  );
  const problems = reports.flatMap((report) => report.problems);
  const lines = new SourceLines(root);
  const findings = await Promise.all(problems.map((problem) => toFinding(root, lines, problem)));
  return { gate: "OpenAPI lint and examples", findings };
}

async function toFinding(root: string, lines: SourceLines, problem: LintProblem): Promise<ContractFinding> {
  const [at] = problem.location ?? [];
  const reference = at?.source.ref ?? "redocly.yaml";
  const path = (reference.startsWith("/") ? relative(root, reference) : reference).replaceAll("\\", "/");
  const { line } = at?.start ?? (await lines.find(path, at?.pointer ?? ""));
  return {
    path,
    line,
    rule: `openapi-lint/${problem.ruleId}`,
    message: problem.message.replaceAll("\n", " "),
    hint:
      problem.suggest?.[0] === undefined
        ? "Change the contract; redocly.yaml says what each rule is for."
        : `Did you mean ${problem.suggest[0]}?`,
  };
}
