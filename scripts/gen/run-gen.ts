import { join } from "node:path";
import { parseArguments } from "@waypost/kit/settings/parse-arguments.ts";
import { applyChanges, type Change, findChanges } from "./apply-plan.ts";
import { areFormatted, formatFiles } from "./format-files.ts";
import { planAll } from "./plan-all.ts";
import { planScaffold, type Scaffold } from "./scaffold.ts";

const usage = `npm run gen -- [options]
Rebuilds everything that is generated from api/, proto/ and db/. Of an operation or RPC method that is new, it writes the
logic file and its first test, and adds it to the service's map in service.ts.
  --check        write nothing; name each file that differs, and exit 1 when there is one
  --json         with --check: print {"changes": [{"path", "kind"}], "findings": [...]}
  --no-scaffold  leave services/ alone
  --fresh        plan every part, also those whose inputs are those of the last time
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
      fresh: { type: "boolean", default: false },
      verbose: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
    allowNegative: true,
  });
  if (values.help) return print(usage, 0);
  const start = performance.now();
  const { plans, logic, timings } = await planAll(root, { fresh: values.fresh });
  const scaffold = await planScaffold(root, logic);
  const changes = await findChanges(root, plans);
  if (values.check) return report(changes, [...unwritten(scaffold), ...scaffold.findings], values.json);

  await applyChanges(root, plans, changes);
  if (values.scaffold) {
    const stubs = { files: new Map([...scaffold.files, ...scaffold.bindings]), folders: [] };
    // A file that has lost its form is not brought into it by the way.
    const inForm = await areFormatted(root, [...scaffold.bindings.keys()]);
    await applyChanges(root, [stubs], await findChanges(root, [stubs]));
    await formatFiles(root, [...scaffold.files.keys(), ...inForm]);
    for (const path of scaffold.files.keys()) print(`scaffolded ${path}: ${toDo(path)}\n`);
    for (const path of scaffold.bindings.keys()) print(`bound new logic in ${path}\n`);
  }
  if (values.verbose) {
    for (const [part, milliseconds] of timings) print(`${part}: ${Math.round(milliseconds)} ms\n`);
  }
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const total = plans.reduce((sum, { files }) => sum + files.size, 0);
  print(`${changes.length} of ${total} generated files changed, ${seconds} s\n`);
  return scaffold.findings.length === 0 ? 0 : print(`${scaffold.findings.join("\n")}\n`, 1);
}

function toDo(path: string): string {
  return path.endsWith(".test.ts") ? "its last test is yours to write" : "answers 501 until it is written";
}

function unwritten({ files, bindings }: Scaffold): string[] {
  return [
    ...[...files.keys()].map(
      (path) => `${path}: missing-logic: the contract wants it. Run \`npm run gen\`, then write it.`,
    ),
    ...[...bindings.keys()].map(
      (path) => `${path}: unbound-logic: its map lacks what the contract wants. Run \`npm run gen\`.`,
    ),
  ];
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
