import { join } from "node:path";
import { parseArguments } from "@waypost/kit/settings/parse-arguments.ts";
import { runMain } from "../run-main.ts";
import { printFinding, tidyFindings } from "./finding.ts";
import { checkContracts, checkDrift, compareWithBaseline, compareWithMain } from "./gates.ts";
import { guarded } from "./guarded.ts";

const usage = `npm run contracts -- [options]
Checks api/ and proto/: lint, examples, format, what breaks clients of the released contracts (and, on a branch, of
main), and whether gen/ is what they say.
  --json      print {"findings": [{"path", "line", "rule", "message", "hint"}], "notes": [], "gates": []}
  --no-drift  leave out whether gen/ is what the contracts say, the slowest part
  --help      print this
Exit code 0: nothing found. 1: findings, or a gate could not run.
`;

const root = join(import.meta.dirname, "../..");

async function main(): Promise<number> {
  const { values } = parseArguments("npm run contracts", {
    options: {
      json: { type: "boolean", default: false },
      drift: { type: "boolean", default: true },
      help: { type: "boolean", default: false },
    },
    allowNegative: true,
  });
  if (values.help) return print(usage, 0);
  const begin = performance.now();
  const parts = await Promise.all([
    checkContracts(root),
    guarded("released baseline", () => compareWithBaseline(root)),
    guarded("main branch", () => compareWithMain(root)),
    values.drift ? guarded("drift of gen/", async () => [await checkDrift(root)]) : [],
  ]);
  const reports = parts.flat();
  const findings = tidyFindings(reports.flatMap((report) => report.findings));
  const notes = reports.flatMap((report) => report.notes ?? []);
  const gates = reports.map((report) => report.gate);
  const code = findings.length === 0 ? 0 : 1;
  if (values.json) return print(`${JSON.stringify({ findings, notes, gates })}\n`, code);
  for (const finding of findings) print(printFinding(finding), code);
  for (const note of notes) print(`note: ${note}\n`, code);
  const seconds = ((performance.now() - begin) / 1000).toFixed(1);
  const verdict =
    code === 0 ? "the contracts hold" : `${findings.length} finding${findings.length === 1 ? "" : "s"}`;
  return print(`contracts: ${verdict} (${gates.join(", ")}; ${seconds} s)\n`, code);
}

function print(text: string, code: number): number {
  process.stdout.write(text);
  return code;
}

await runMain(main);
