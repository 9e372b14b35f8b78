import { type Reconciliation, reconcileRollups } from "@waypost/analytics/store/reconcile.ts";
import { parseArguments } from "@waypost/kit/settings/parse-arguments.ts";
import { withAnalytics } from "../clicks/with-analytics.ts";
import { runMain } from "../run-main.ts";
import { rebuildReadModel } from "./rebuild-read-model.ts";

const help = `Usage: npm run rebuild [-- options]

Recomputes the roll-ups of clicks from their rows and reports where they differ, and whether every lane has as many
rows as it counts. Changes nothing unless told. Ends with 1 when something differs.

Works on the data folder $WAYPOST_DATA, also while Waypost runs on it, or on the PostgreSQL $WAYPOST_DATABASE_URL.

With --read-model it makes the list of links anew instead: from the links, and from what analytics has counted. Lists
that were read from the links themselves because the list was not complete are read from it from then on.

Options:
  --check       only report (default)
  --apply       make the roll-ups of days that differ anew from the rows
  --read-model  make the list of links anew
  --json        one JSON object instead of text
  --help`;

const SHOWN = 20;

async function main(): Promise<number> {
  const { values } = parseArguments("npm run rebuild", {
    options: {
      check: { type: "boolean", default: false },
      apply: { type: "boolean", default: false },
      "read-model": { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${help}\n`);
    return 0;
  }
  if (values.check && values.apply) throw new Error("Choose one of --check and --apply.");
  if (values["read-model"]) {
    if (values.check || values.apply) throw new Error("--read-model goes with neither --check nor --apply.");
    const rebuilt = await rebuildReadModel();
    process.stdout.write(
      values.json
        ? `${JSON.stringify(rebuilt)}\n`
        : `${rebuilt.links} links are in the list; ${rebuilt.mended} rows and ${rebuilt.counts} counts were not as they should be.\n`,
    );
    return 0;
  }
  const found = await withAnalytics(async ({ database, signal }) => {
    const options = { now: Date.now(), apply: values.apply };
    return await reconcileRollups(database, { signal }, options);
  });
  process.stdout.write(values.json ? `${JSON.stringify(found)}\n` : describe(found, values.apply));
  const differs = found.lanes.length > 0 || (found.counts.length > 0 && !values.apply);
  return differs ? 1 : 0;
}

function describe(found: Reconciliation, applied: boolean): string {
  const { from, to, clicks, lanes, counts, rewrittenDays } = found;
  const lines = [`Compared ${clicks} clicks from ${from.toISOString()} to ${to.toISOString()}.`];
  for (const { lane, stored, rows } of lanes.slice(0, SHOWN))
    lines.push(`Lane ${lane} counts ${stored} stored clicks and has ${rows} rows.`);
  for (const { scope, bucket, what, rolledUp, rows } of counts.slice(0, SHOWN))
    lines.push(`${scope} at ${bucket.toISOString()}, ${what}: ${rolledUp} rolled up, ${rows} in the rows.`);
  if (lanes.length + counts.length === 0) lines.push("Roll-ups and rows agree.");
  else
    lines.push(
      `${lanes.length} lanes and ${counts.length} counts differ${counts.length >= 1_000 ? " at least" : ""}.`,
    );
  if (rewrittenDays > 0) lines.push(`The roll-ups of ${rewrittenDays} days were made anew.`);
  else if (applied && counts.length > 0) lines.push("The totals were made anew.");
  else if (counts.length > 0) lines.push("Run npm run rebuild -- --apply to make them anew.");
  return `${lines.join("\n")}\n`;
}

await runMain(main);
