import { spawn } from "node:child_process";
import { dirname } from "node:path";
import { performance } from "node:perf_hooks";
import { lintMigrations } from "@waypost/kit/db/lint-migrations.ts";
import { parseArguments } from "@waypost/kit/settings/parse-arguments.ts";
import { servicesWithMigrations } from "../db/services-with-migrations.ts";
import { runMain } from "../run-main.ts";
import { findChangedFiles } from "./changed-files.ts";
import { printFindings } from "./finding.ts";
import { checkLayout } from "./layout.ts";
import { type Outcome, planSteps, type Step } from "./plan-steps.ts";
import { longFile, longFiles } from "./shape.ts";

const root = dirname(dirname(import.meta.dirname));

const steps: Readonly<Record<string, Step>> = {
  lint: {
    what: "biome: format and lint",
    about: /\.(ts|mjs|json)$/,
    single: /^(?!gen\/|sdk\/generated\/|proto\/baseline\/).*\.(ts|mjs|json)$/,
    rules: /^(biome\.json|pnpm-lock\.yaml)$/,
    run: (files) =>
      tool(
        "biome",
        "check",
        "--error-on-warnings",
        "--diagnostic-level=warn",
        "--reporter=concise",
        ...files,
      ),
  },
  promises: {
    what: "oxlint: no promise is left floating",
    about: /\.(ts|mjs)$/,
    single: /^(?!gen\/|sdk\/generated\/).*\.(ts|mjs)$/,
    rules: /^(\.oxlintrc\.json|tsconfig\.json|pnpm-lock\.yaml)$/,
    run: (files) => tool("oxlint", "--type-aware", "--deny-warnings", "--format=unix", ...files),
  },
  types: {
    what: "tsc: types of the whole tree",
    about: /\.(ts|mts|js|json)$|^pnpm-lock\.yaml$/,
    run: () => tool("tsc", "--noEmit", "--pretty", "false"),
  },
  // Apart from the rest, because it must do without Node's types and with the browser's.
  client: {
    what: "tsc: types of the client",
    about: /^sdk\/|^tsconfig\.json$|^pnpm-lock\.yaml$/,
    run: () => tool("tsc", "-p", "sdk", "--pretty", "false"),
  },
  layout: {
    what: "the rules of the house: imports, rooms, names, documents, stubs",
    about: /./,
    run: layout,
  },
  migrations: {
    what: "locks and breaks that migrations would bring to a running release",
    about: /^db\/|^services\/kit\/db\/|^services\/[^/]+\/declaration\.ts$/,
    run: migrations,
  },
  unused: {
    what: "knip: dead files, exports and dependencies",
    about: /\.(ts|mts|mjs|js|json|tmpl)$/,
    run: () => tool("knip", "--no-progress"),
  },
};

const help = `Usage: npm run check [-- [--changed] STEP…]

Checks the code without running it. Without a STEP, all of them:
${Object.entries(steps)
  .map(([name, { what }]) => `  ${name.padEnd(10)} ${what}\n`)
  .join("")}
With --changed, only the steps and files that a change since main concerns, uncommitted changes included; it ends with
what was left out.
npm run format mends what biome and buf can mend.
`;

async function main(): Promise<number> {
  const { values, positionals } = parseArguments("npm run check", {
    options: { help: { type: "boolean" }, changed: { type: "boolean", default: false } },
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
  const plan = planSteps(chosen, values.changed ? findChangedFiles(root) : undefined);
  let failed = 0;
  await Promise.all(
    plan.run.map(async ({ name, step, files }) => {
      const start = performance.now();
      const { ok, output } = await step.run(files);
      if (!ok) failed++;
      const seconds = ((performance.now() - start) / 1000).toFixed(1);
      process.stdout.write(`${ok ? "ok    " : "FAILED"} ${name.padEnd(10)} ${seconds} s\n${indent(output)}`);
    }),
  );
  for (const line of plan.leftOut) process.stdout.write(`${line}\n`);
  const all = values.changed ? "What changed passed." : "All checks passed.";
  process.stdout.write(failed === 0 ? `${all}\n` : `${failed} of ${plan.run.length} checks failed.\n`);
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
