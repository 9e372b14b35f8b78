import { join } from "node:path";
import { parseArguments } from "@waypost/kit/settings/parse-arguments.ts";
import { applyChanges, type Change, findChanges } from "./apply-plan.ts";
import { formatFiles } from "./format-files.ts";
import { planAll } from "./plan-all.ts";
import { planScaffold } from "./scaffold.ts";

const usage = `npm run gen -- [options]
Rebuilds everything that is generated from api/, proto/ and db/, and scaffolds logic that is not there yet.
  --check        write nothing; name each file that differs, and exit 1 when there is one
  --json         with --check: print {"changes": [{"path", "kind"}], "findings": [...]}
  --no-scaffold  leave services/ alone
  --verbose      print how long each part took
  --help         print this
`;

const root = join(import.meta.dirname, "../..");

async function main(): Promise<number> {
  const { values } = parseArguments("npm run gen", {
    options: {
      check: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      scaffold: { type: "boolean", default: true },
      verbose: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
    allowNegative: true,
  });
  if (values.help) return print(usage, 0);
  const start = performance.now();
  const { plans, logic, timings } = await planAll(root);
  const scaffold = await planScaffold(root, logic);
  const changes = await findChanges(root, plans);
  if (values.check) return report(changes, [...unwritten(scaffold.files), ...scaffold.findings], values.json);

  await applyChanges(root, plans, changes);
  if (values.scaffold) {
    const stubs = { files: scaffold.files, folders: [] };
    await applyChanges(root, [stubs], await findChanges(root, [stubs]));
    await formatFiles(root, [...scaffold.files.keys()]);
    for (const path of scaffold.files.keys()) print(`scaffolded ${path}: answers 501 until it is written\n`);
  }
  if (values.verbose) {
    for (const [part, milliseconds] of timings) print(`${part}: ${Math.round(milliseconds)} ms\n`);
  }
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const total = plans.reduce((sum, { files }) => sum + files.size, 0);
  print(`${changes.length} of ${total} generated files changed, ${seconds} s\n`);
  return scaffold.findings.length === 0 ? 0 : print(`${scaffold.findings.join("\n")}\n`, 1);
}

function unwritten(files: ReadonlyMap<string, string>): string[] {
  return [...files.keys()].map(
    (path) => `${path}: missing-logic: the contract wants it. Run \`npm run gen\`, then write it.`,
  );
}

function report(changes: readonly Change[], findings: readonly string[], json: boolean): number {
  const code = changes.length + findings.length === 0 ? 0 : 1;
  if (json) return print(`${JSON.stringify({ changes, findings })}\n`, code);
  for (const { path, kind } of changes) print(`${path}: ${kind}\n`);
  if (changes.length > 0)
    print("gen/ is not what the contracts say: run `npm run gen` and commit the result.\n");
  for (const finding of findings) print(`${finding}\n`);
  return code === 0 ? print("gen/ is what the contracts say.\n", 0) : code;
}

function print(text: string, code = 0): number {
  process.stdout.write(text);
  return code;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\nNothing was written.\n`);
  process.exitCode = 1;
}
