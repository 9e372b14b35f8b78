import { writeOffLane } from "@waypost/analytics/store/lane-reports.ts";
import { type LedgerLane, readLedger } from "@waypost/analytics/store/ledger.ts";
import { parseArguments } from "@waypost/kit/settings/parse-arguments.ts";
import { type Workplace, withAnalytics } from "../clicks/with-analytics.ts";
import { runMain } from "../run-main.ts";

const help = `Usage: npm run lanes -- list | write-off LANE  [--json]

The writers of clicks as the ledger knows them. One that was not closed and is silent for 30 s is unknown, and the
ledger doesn't balance until another process has drained it, or it is written off because its disk is gone.

  list            those that live, are unknown, or have clicks on their way; newest first
  write-off LANE  end a silent one: what it declared and never delivered is lost. What arrives later all the same is
                  stored and no longer lost

Options:
  --json          JSON, one object per line
  --help

Works on the data folder $WAYPOST_DATA, also while Waypost runs on it, or on the PostgreSQL $WAYPOST_DATABASE_URL.`;

async function main(): Promise<number> {
  const { values, positionals } = parseArguments("npm run lanes", {
    allowPositionals: true,
    options: {
      json: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  const [command, ...rest] = positionals;
  if (values.help || command === undefined) {
    process.stdout.write(`${help}\n`);
    return 0;
  }
  // What was asked is judged before a database is started for it.
  const work = workOf(command, rest, values.json);
  await withAnalytics(work);
  return 0;
}

function workOf(
  command: string,
  [lane, ...more]: readonly string[],
  json: boolean,
): (place: Workplace) => Promise<void> {
  if (command === "list") {
    if (lane !== undefined) throw new Error("list takes no lane.");
    return (place) => list(place, json);
  }
  if (command !== "write-off") throw new Error(`There is no ${command}: use list or write-off.`);
  if (lane === undefined || more.length > 0 || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(lane))
    throw new Error("write-off takes the id of one lane, as list shows it.");
  return (place) => writeOff(place, lane.toLowerCase(), json);
}

async function list({ database }: Workplace, json: boolean): Promise<void> {
  const { lanes, balanced } = await readLedger(database.db, Date.now());
  for (const lane of lanes) print(json ? JSON.stringify(lane) : describe(lane));
  if (json) return;
  if (lanes.length === 0) print("No lane is open, unknown or on its way.");
  print(balanced ? "The ledger balances." : "The ledger does not balance.");
}

async function writeOff({ database }: Workplace, lane: string, json: boolean): Promise<void> {
  const outcome = await writeOffLane(database.db, lane, Date.now());
  if (outcome.kind === "missing") throw new Error(`There is no lane ${lane}.`);
  if (outcome.kind === "alive")
    throw new Error(`Lane ${lane} was heard of within the last 30 s; stop its process first.`);
  print(
    json
      ? JSON.stringify({ lane, lost: outcome.lost })
      : `Lane ${lane} is written off; ${outcome.lost} of its clicks are lost.`,
  );
}

function describe(lane: LedgerLane): string {
  const { head, stored, inFlight, lost, state, reportedAt } = lane;
  const told = reportedAt === null ? "never told of" : `told of ${reportedAt.toISOString()}`;
  return `${lane.lane}  ${state}  ${head} written, ${stored} stored, ${inFlight} on their way, ${lost} lost, ${told}`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

await runMain(main);
