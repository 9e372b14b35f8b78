import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { capabilities, missingCapabilities } from "@waypost/testing/capabilities.ts";
import type { FileReport } from "./file-report.ts";
import { closingLines, fileBudgetMs, overBudgetLines, slowestLines, totalsOf } from "./summary.ts";

const root = dirname(dirname(import.meta.dirname));

const help = `Usage: npm test [-- [--coverage] FILTER… VITEST-OPTION…]

Runs every test, or those in files whose path contains a FILTER, and closes with what was not run and why.
A file's name says what it has, and --project NAME runs only such files:
  unit    x.test.ts: nothing but its own process
  parts   x.parts.test.ts: real parts, such as PostgreSQL, Kafka, Redis, git; four files at a time
  stack   x.stack.test.ts: whole processes of the product; one file at a time
With --coverage it also measures the lines run of hand-written code and fails below the bar in vitest.config.ts.

Some tests need more than Node and are left out where it is missing:
${Object.entries(capabilities)
  .map(
    ([name, { proves, missing }]) =>
      `  ${name.padEnd(11)} ${proves}\n${" ".repeat(14)}(if not run: ${missing})\n`,
  )
  .join("")}
WAYPOST_TEST_REQUIRE=all fails instead, as CI does.
A file that takes more than ${fileBudgetMs / 1000} s is named; with WAYPOST_TEST_BUDGET=fail the run fails, too.
`;

async function main(args: readonly string[]): Promise<number> {
  if (args.includes("--help")) {
    process.stdout.write(help);
    return 0;
  }
  const missing = missingCapabilities();
  const requireAll = process.env.WAYPOST_TEST_REQUIRE === "all";
  const folder = mkdtempSync(join(tmpdir(), "waypost-test-"));
  try {
    const reportFile = join(folder, "report.json");
    const code = await vitest(args, { WAYPOST_TEST_REPORT: reportFile });
    const files = readReport(reportFile);
    if (files === undefined) return code === 0 ? 1 : code;
    const totals = totalsOf(files);
    const mayBeSkipped =
      missing.some(({ optional }) => optional) && missing.every(({ optional }) => optional);
    const skippedInVain = requireAll && totals.skipped > 0 && !mayBeSkipped;
    // A machine that does other things too is not held to it, so only who says so is.
    const overBudget = overBudgetLines(files);
    const tooSlow = process.env.WAYPOST_TEST_BUDGET === "fail" && overBudget !== "";
    process.stdout.write(slowestLines(files));
    if (overBudget !== "") process.stderr.write(`\n${overBudget}`);
    if (skippedInVain) {
      process.stderr.write("\nTests were skipped, which WAYPOST_TEST_REQUIRE=all does not allow.\n");
    } else if (code !== 0 && totals.failed === 0) {
      process.stderr.write("\nFailed outside of the tests; see above.\n");
    }
    process.stdout.write(closingLines(totals, missing));
    return code !== 0 || totals.failed > 0 || skippedInVain || tooSlow ? 1 : 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Ctrl-C reaches vitest by itself; waiting for it keeps its last words and this command's order of output. */
async function vitest(args: readonly string[], env: Readonly<Record<string, string>>): Promise<number> {
  const child = spawn(process.execPath, [join(root, "node_modules/vitest/vitest.mjs"), "run", ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: "inherit",
  });
  process.on("SIGINT", () => {});
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
}

function readReport(file: string): FileReport[] | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined; // vitest ended before it had one, and said why
  }
}

process.exitCode = await main(process.argv.slice(2));
