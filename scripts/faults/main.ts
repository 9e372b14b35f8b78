// `npm run faults`: breaks the distributed product and holds its ledger to every visit.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Random } from "@waypost/all/test/faults/random.ts";
import { Scope } from "@waypost/kit/lifecycle/scope.ts";
import { handleSignals } from "@waypost/kit/lifecycle/signals.ts";
import { createLogger } from "@waypost/kit/telemetry/logger.ts";
import { runMain } from "../run-main.ts";
import type { Arena } from "./arena.ts";
import { checkRows } from "./check-rows.ts";
import { formatTable, tabulate } from "./fault-table.ts";
import { openArena } from "./open-arena.ts";
import { type FaultOptions, help, parseOptions } from "./options.ts";
import { longPlan, shortPlan } from "./plan-faults.ts";
import { canInflict, type FaultOutcome, runFault } from "./run-faults.ts";

const root = resolve(import.meta.dirname, "../..");

async function main(): Promise<number> {
  const options = parseOptions(process.argv.slice(2));
  if (options === "help") {
    process.stdout.write(help);
    return 0;
  }
  const data = mkdtempSync(join(tmpdir(), "waypost-faults-"));
  const log = createLogger("fatal", process.stderr);
  const scope = new Scope("faults", log);
  const stop = async () => {
    const clean = await scope.stop();
    if (!options.keep) rmSync(data, { recursive: true, force: true, maxRetries: 5 });
    return clean;
  };
  handleSignals({ log, stop });
  const tell = (line: string) => process.stderr.write(`${line}\n`);
  try {
    tell(`Starting the stack in ${data}; the seed is ${options.seed}.`);
    const longestMs = options.long ? 6_000 : 2_000;
    const onLost = (reason: Error) => tell(reason.message);
    const arena = await openArena(scope, { root, data, longestMs, log, note: tell, onLost });
    const outcomes = await runPlan(arena, options);
    return report(arena, outcomes, await checkRows(arena), options);
  } finally {
    await stop();
  }
}

async function runPlan(arena: Arena, options: FaultOptions): Promise<FaultOutcome[]> {
  const random = new Random(options.seed);
  const plan = options.only ?? (options.long ? longPlan(random) : shortPlan(random));
  const endAt = performance.now() + options.minutes * 60_000;
  const outcomes: FaultOutcome[] = [];
  for (const name of plan) {
    if (performance.now() > endAt || (options.long && arena.parts.book.kills >= options.kills)) break;
    if (!canInflict(name, arena)) continue;
    const outcome = await runFault(name, arena, random);
    outcomes.push(outcome);
    process.stdout.write(`${options.json ? JSON.stringify(outcome) : describe(outcome)}\n`);
    // What is wrong stays wrong, and everything after it would only say so again.
    if (outcome.violations.length > 0) break;
  }
  return outcomes;
}

function describe({
  fault,
  detail,
  lastedMs,
  recoveredMs,
  answered,
  failed,
  violations,
}: FaultOutcome): string {
  const times = `${(lastedMs / 1_000).toFixed(1)} s, recovered in ${(recoveredMs / 1_000).toFixed(1)} s`;
  const visits = `${answered} visits, ${failed} attempts in vain`;
  const verdict = violations.length === 0 ? "exact" : `NOT EXACT: ${violations.join("; ")}`;
  return `${fault.padEnd(22)} ${times}; ${visits}; ${verdict}${detail === "" ? "" : ` (${detail})`}`;
}

function report(
  arena: Arena,
  outcomes: readonly FaultOutcome[],
  drift: readonly string[],
  { seed, json }: FaultOptions,
): number {
  const { book, traffic, editor } = arena.parts;
  const rows = tabulate(outcomes);
  const exact = drift.length === 0 && outcomes.every(({ violations }) => violations.length === 0);
  const facts = { seed, exact, faults: outcomes.length, ...book, ...traffic.counts, edits: editor.edits };
  process.stdout.write(
    json
      ? `${JSON.stringify({ ...facts, rows })}\n`
      : `\n${formatTable(rows)}\n\n${Object.entries(facts).flat().join(" ")}\n`,
  );
  for (const sentence of drift) process.stderr.write(`${sentence}\n`);
  if (!exact) process.stderr.write(`To repeat it: npm run faults -- ${argumentsOf(seed)}\n`);
  return exact ? 0 : 1;
}

function argumentsOf(seed: number): string {
  const argv = process.argv.slice(2);
  const others = argv.filter((it, at) => !it.startsWith("--seed") && argv[at - 1] !== "--seed");
  return [...others, "--seed", seed].join(" ");
}

await runMain(main);
