import { parseArguments } from "@waypost/kit/settings/parse-arguments.ts";
import { type Bench, reaches } from "./bench.ts";
import { benches } from "./benches/index.ts";
import { formatNumber } from "./median.ts";

const help = `Usage: npm run bench -- [NAME …] [--json]

Measures the product against bare limits in the same run and prints a ratio for each:

${benches.map((bench) => `  ${bench.name.padEnd(14)} ${bench.summary}${whenNamed(bench)}`).join("\n")}

Options:
  --json   one JSON object a line instead of text
  --strict exit 1 when a bench misses its bar
  --help`;

async function main(): Promise<number> {
  const { values, positionals } = parseArguments("npm run bench", {
    allowPositionals: true,
    options: {
      json: { type: "boolean", default: false },
      strict: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${help}\n`);
    return 0;
  }
  const unknown = positionals.find((name) => !benches.some((bench) => bench.name === name));
  if (unknown !== undefined) {
    throw new Error(
      `There is no bench ${unknown}. There are: ${benches.map((bench) => bench.name).join(", ")}.`,
    );
  }
  const chosen =
    positionals.length === 0
      ? benches.filter((bench) => whenNamed(bench) === "")
      : benches.filter((bench) => positionals.includes(bench.name));
  let missed = 0;
  for (const bench of chosen) {
    if (!(await runOne(bench, values.json))) missed += 1;
  }
  return values.strict && missed > 0 ? 1 : 0;
}

/** Why it runs only when it is named; empty when it always does. */
function whenNamed({ slow, needs }: Bench): string {
  const reasons = [slow === true ? "takes long" : "", needs === undefined ? "" : `needs ${needs}`];
  const given = reasons.filter((it) => it !== "");
  return given.length === 0 ? "" : ` (only when named: ${given.join(", ")})`;
}

/** True when the bench reached its bar. */
async function runOne(bench: Bench, json: boolean): Promise<boolean> {
  const { ratio, details } = await bench.run((text) => process.stderr.write(`${bench.name}: ${text}\n`));
  const { bar, aim, better } = bench;
  const barReached = reaches(bench, ratio, bar);
  const aimReached = reaches(bench, ratio, aim);
  if (json) {
    const line = { name: bench.name, ratio, better, bar, aim, barReached, aimReached, details };
    process.stdout.write(`${JSON.stringify(line)}\n`);
    return barReached;
  }
  const verdict = aimReached ? "reaches the aim" : barReached ? "reaches the bar" : "MISSES the bar";
  const shown = Object.entries(details).map(
    ([name, value]) => `    ${name.padEnd(36)} ${typeof value === "number" ? formatNumber(value) : value}`,
  );
  process.stdout.write(
    `${bench.name.padEnd(14)} ${formatNumber(ratio)}  (${better} is better; bar ${bar}, aim ${aim}): ${verdict}\n` +
      `  ${bench.summary}\n${shown.join("\n")}\n`,
  );
  return barReached;
}

try {
  process.exitCode = await main();
} catch (cause) {
  process.stderr.write(`${cause instanceof Error ? cause.message : String(cause)}\n`);
  process.exitCode = 1;
}
