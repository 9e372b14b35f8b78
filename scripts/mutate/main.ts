import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArguments } from "@waypost/kit/settings/parse-arguments.ts";
import { seededRandom } from "@waypost/testing/seeded-random.ts";
import { runMain } from "../run-main.ts";
import { applyMutant, findMutants, type Mutant } from "./find-mutants.ts";

const root = dirname(dirname(import.meta.dirname));

const help = `Usage: npm run mutate -- [--tests FILTER]… [--limit N] [--seed N] [--only LINE] FILE…

Changes one small thing of each FILE at a time, runs the tests, and names the changes that no test noticed. Each is a
test to write, or a change that makes no difference. Nothing else may change the checkout meanwhile.

  --tests FILTER   the tests to run, as of npm test; default those in the folder of FILE
  --limit N        changes of each file at most, chosen by chance; default 10
  --seed N         chooses the same again; default 1
  --only LINE      the changes in this line, all of them
`;

interface Options {
  readonly tests: readonly string[];
  readonly limit: number;
  readonly seed: number;
  readonly line: number | undefined;
}

/** A change may make the tests wait for ever; that is noticed, too. */
const patienceMs = 180_000;

async function main(): Promise<number> {
  const { values, positionals } = parseArguments("npm run mutate", {
    options: {
      help: { type: "boolean" },
      tests: { type: "string", multiple: true },
      limit: { type: "string" },
      seed: { type: "string" },
      only: { type: "string" },
    },
    allowPositionals: true,
  });
  if (values.help || positionals.length === 0) {
    process.stdout.write(help);
    return values.help ? 0 : 1;
  }
  const { tests = [], limit = "10", seed = "1", only } = values;
  const line = only === undefined ? undefined : Number(only);
  const options = { tests, limit: Number(limit), seed: Number(seed), line };
  let [noticed, survived] = [0, 0];
  for (const path of positionals) {
    for await (const { mutant, text, seen } of tryMutants(path, options)) {
      if (seen) noticed++;
      else survived++;
      process.stdout.write(`${seen ? "noticed " : "SURVIVED"}  ${describe(path, text, mutant)}\n`);
    }
  }
  process.stdout.write(`\n${noticed} noticed, ${survived} survived\n`);
  return 0;
}

/** Puts the file back as it was whatever happens. */
async function* tryMutants(path: string, { tests, limit, seed, line }: Options) {
  const file = join(root, path);
  const text = readFileSync(file, "utf8");
  const filters = tests.length > 0 ? tests : [`${dirname(path)}/`];
  if (!(await pass(filters)))
    throw new Error(`The tests of ${filters.join(", ")} fail without any change; mend them first.`);
  const restore = (): void => writeFileSync(file, text);
  process.once("exit", restore);
  process.once("SIGINT", () => process.exit(130));
  try {
    for (const mutant of choose(findMutants(path, text), limit, seed, line)) {
      writeFileSync(file, applyMutant(text, mutant));
      yield { mutant, text, seen: !(await pass(filters)) };
    }
  } finally {
    restore();
    process.off("exit", restore);
  }
}

function choose(mutants: readonly Mutant[], limit: number, seed: number, line: number | undefined): Mutant[] {
  if (line !== undefined) return mutants.filter((mutant) => mutant.line === line);
  const random = seededRandom(seed);
  const left = [...mutants];
  const chosen: Mutant[] = [];
  while (chosen.length < limit && left.length > 0) chosen.push(...left.splice(random(left.length), 1));
  return chosen.toSorted((a, b) => a.start - b.start);
}

async function pass(filters: readonly string[]): Promise<boolean> {
  const vitest = join(root, "node_modules/vitest/vitest.mjs");
  const child = spawn(process.execPath, [vitest, "run", "--bail=1", "--reporter=dot", ...filters], {
    cwd: root,
    stdio: "ignore",
    timeout: patienceMs,
  });
  const [code] = await once(child, "close");
  return code === 0;
}

function describe(path: string, text: string, { start, end, replacement, line }: Mutant): string {
  const short = (code: string): string => code.replace(/\s+/g, " ").trim().slice(0, 60);
  return `${path}:${line}  ${short(text.slice(start, end))}  →  ${short(replacement) || "nothing"}`;
}

await runMain(main);
