import { spawn } from "node:child_process";
import { dirname } from "node:path";
import { performance } from "node:perf_hooks";
import { lintMigrations } from "@waypost/kit/db/lint-migrations.ts";
import { parseArguments } from "@waypost/kit/settings/parse-arguments.ts";
import { servicesWithMigrations } from "../db/services-with-migrations.ts";
import { runMain } from "../run-main.ts";
import { printFindings } from "./finding.ts";
import { checkLayout } from "./layout.ts";
import { longFile, longFiles } from "./shape.ts";

const root = dirname(dirname(import.meta.dirname));

interface Outcome {
  readonly ok: boolean;
  readonly output: string;
}

const steps: Readonly<Record<string, { what: string; run: () => Outcome | Promise<Outcome> }>> = {
  lint: {
    what: "biome: format and lint",
    run: () => tool("biome", "check", "--error-on-warnings", "--diagnostic-level=warn", "--reporter=concise"),
  },
  promises: {
    what: "oxlint: no promise is left floating",
    run: () => tool("oxlint", "--type-aware", "--deny-warnings", "--format=unix"),
  },
  types: { what: "tsc: types of the whole tree", run: () => tool("tsc", "--noEmit", "--pretty", "false") },
  // Apart from the rest, because it must do without Node's types and with the browser's.
  client: { what: "tsc: types of the client", run: () => tool("tsc", "-p", "sdk", "--pretty", "false") },
  layout: { what: "the rules of the house: imports, rooms, names, documents, stubs", run: layout },
  migrations: { what: "locks and breaks that migrations would bring to a running release", run: migrations },
  unused: { what: "knip: dead files, exports and dependencies", run: () => tool("knip", "--no-progress") },
};

const help = `Usage: npm run check [-- STEP…]

Checks the code without running it. Without a STEP, all of them:
${Object.entries(steps)
  .map(([name, { what }]) => `  ${name.padEnd(10)} ${what}\n`)
  .join("")}
npm run format mends what biome and buf can mend.
`;

async function main(): Promise<number> {
  const { values, positionals } = parseArguments("npm run check", {
    options: { help: { type: "boolean" } },
    allowPositionals: true,
  });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const unknown = positionals.find((name) => !(name in steps));
  if (unknown !== undefined) {
    process.stderr.write(`There is no step "${unknown}"; the steps are ${Object.keys(steps).join(", ")}.\n`);
    return 1;
  }
  const chosen = Object.entries(steps).filter(
    ([name]) => positionals.length === 0 || positionals.includes(name),
  );
  let failed = 0;
  await Promise.all(
    chosen.map(async ([name, step]) => {
      const start = performance.now();
      const { ok, output } = await step.run();
      if (!ok) failed++;
      const seconds = ((performance.now() - start) / 1000).toFixed(1);
      process.stdout.write(`${ok ? "ok    " : "FAILED"} ${name.padEnd(10)} ${seconds} s\n${indent(output)}`);
    }),
  );
  process.stdout.write(
    failed === 0 ? "All checks passed.\n" : `${failed} of ${chosen.length} checks failed.\n`,
  );
  return failed === 0 ? 0 : 1;
}

function migrations(): Outcome {
  const findings = lintMigrations(`${root}/db`, servicesWithMigrations(root));
  return { ok: findings.length === 0, output: printFindings(findings) };
}

function layout(): Outcome {
  const { tree, findings } = checkLayout(root);
  const long = longFiles(tree).map(
    ({ path, lines }) => `${path} has ${lines} lines; ${longFile.warn} is plenty.\n`,
  );
  return { ok: findings.length === 0, output: long.join("") + printFindings(findings) };
}

/** Runs a tool of node_modules/.bin and keeps what it said only when it failed. */
async function tool(name: string, ...args: string[]): Promise<Outcome> {
  const child = spawn(`${root}/node_modules/.bin/${name}`, args, {
    cwd: root,
    env: { ...process.env, PATH: `${root}/node_modules/.bin:${process.env.PATH}`, NO_COLOR: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const ok = await new Promise<boolean>((resolve) => {
    child.once("error", (error) => {
      output += `${name} could not be started: ${error.message}\n`;
      resolve(false);
    });
    child.once("close", (code) => resolve(code === 0));
  });
  return { ok, output: ok ? "" : output };
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, "    ");
}

await runMain(main);
