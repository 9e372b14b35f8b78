import { parseArguments } from "@waypost/kit/settings/parse-arguments.ts";
import { type FaultName, faultNames } from "./fault-names.ts";

export const help = `Breaks a running stack again and again, and holds the ledger to every visit: npm run faults -- [options]

  --long             every kind of fault, by chance, until 200 processes were killed
  --kills N          with --long: so many kills instead
  --minutes N        begins no other fault after this time
  --only NAME,…      only these, each once, in this order
  --seed N           the order and the moments of an earlier run
  --keep             leave the data and the logs of all processes
  --json             one line of JSON for each fault, and one for the whole
  --help             show this

Faults:
${wrapped(faultNames)}

Starts PostgreSQL, Kafka (with Java), Redis, nginx and every service as processes of their own, in a folder that goes
when it ends. Visitors with request ids follow links meanwhile and ask again until they are sent on, so that the exact
count is known. After each fault the ledger must have every one of them once. Ends with 1 when it has not, and tells the
seed. Takes some two minutes; --long takes twenty and more.
`;

/** The names in lines of at most 118 columns. */
function wrapped(names: readonly string[]): string {
  const lines = [""];
  for (const name of names) {
    const line = `${lines.at(-1)}${lines.at(-1) === "" ? "  " : ", "}${name}`;
    if (line.length <= 118) lines[lines.length - 1] = line;
    else lines.push(`  ${name}`);
  }
  return lines.join(",\n");
}

/** What was asked for. */
export interface FaultOptions {
  readonly long: boolean;
  readonly kills: number;
  readonly minutes: number;
  readonly only: readonly FaultName[] | null;
  readonly seed: number;
  readonly keep: boolean;
  readonly json: boolean;
}

/** Reads the command line. Throws, in one sentence, for anything it does not know. */
export function parseOptions(args: readonly string[]): FaultOptions | "help" {
  const { values } = parseArguments("npm run faults", {
    args: [...args],
    options: {
      long: { type: "boolean", default: false },
      kills: { type: "string", default: "200" },
      minutes: { type: "string", default: "1440" },
      only: { type: "string" },
      seed: { type: "string" },
      keep: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) return "help";
  const only = values.only?.split(",").map(faultNamed) ?? null;
  return {
    ...values,
    only,
    kills: wholeNumber("--kills", values.kills),
    minutes: wholeNumber("--minutes", values.minutes),
    seed: values.seed === undefined ? Date.now() % 2 ** 31 : wholeNumber("--seed", values.seed),
  };
}

function wholeNumber(option: string, text: string): number {
  if (!/^\d{1,10}$/.test(text))
    throw new Error(
      `${option} takes a whole number, not ${JSON.stringify(text)}; see npm run faults -- --help.`,
    );
  return Number(text);
}

function faultNamed(name: string): FaultName {
  const found = faultNames.find((known) => known === name);
  if (found === undefined)
    throw new Error(`There is no fault ${JSON.stringify(name)}; see npm run faults -- --help.`);
  return found;
}
