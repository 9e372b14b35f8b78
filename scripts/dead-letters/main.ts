import { createIngestContext } from "@waypost/analytics/consumers/ingest-context.ts";
import { type ReplayOutcome, replayDeadLetter } from "@waypost/analytics/consumers/replay-dead-letter.ts";
import { ownDomain } from "@waypost/analytics/domain/traffic-source.ts";
import {
  listDeadLetters,
  readDeadLetter,
  type StoredDeadLetter,
} from "@waypost/analytics/store/dead-letters.ts";
import { defaultGeoFile, GeoFile } from "@waypost/analytics/store/geo-file.ts";
import { parseArguments } from "@waypost/kit/settings/parse-arguments.ts";
import { pino } from "pino";
import { type Workplace, withAnalytics } from "../clicks/with-analytics.ts";
import { runMain } from "../run-main.ts";

const help = `Usage: npm run dead-letters -- list | show ID | replay ID… | replay --all  [--json]

Clicks that could not be stored, with the bytes they came as.

  list         all of them, oldest first
  show ID      one with its bytes
  replay ID…   stores them now, as after an upgrade that understands them; what was replayed is a dead letter no more
  replay --all

Options:
  --json       JSON, one object per line
  --help

Works on the data folder $WAYPOST_DATA, also while Waypost runs on it, or on the PostgreSQL $WAYPOST_DATABASE_URL.`;

const PAGE = 500;

async function main(): Promise<number> {
  const { values, positionals } = parseArguments("npm run dead-letters", {
    allowPositionals: true,
    options: {
      all: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  const [command, ...rest] = positionals;
  if (values.help || command === undefined) {
    process.stdout.write(`${help}\n`);
    return 0;
  }
  const ids = rest.map((text) => {
    const id = Number(text);
    if (!Number.isSafeInteger(id) || id < 1) throw new Error(`${text} is not the id of a dead letter.`);
    return id;
  });
  // What was asked is judged before a database is started for it.
  const work = workOf(command, ids, values);
  return await withAnalytics(work);
}

function workOf(
  command: string,
  ids: readonly number[],
  { all, json }: { readonly all: boolean; readonly json: boolean },
): (place: Workplace) => Promise<number> {
  if (all && (command !== "replay" || ids.length > 0))
    throw new Error("--all is for replay, instead of ids.");
  switch (command) {
    case "list":
      if (ids.length > 0) throw new Error("list takes no id; use show.");
      return (place) => list(place, json);
    case "show":
      if (ids.length === 0) throw new Error("Name the dead letter to show; list has their ids.");
      return (place) => show(place, ids, json);
    case "replay":
      if (ids.length === 0 && !all) throw new Error("Name the dead letters to replay, or say --all.");
      return async (place) => replay(place, all ? await allIds(place) : ids, json);
    default:
      throw new Error(`There is no ${command}: use list, show or replay.`);
  }
}

async function* pages({ database }: Workplace): AsyncGenerator<StoredDeadLetter> {
  let after = 0;
  for (;;) {
    const page = await listDeadLetters(database.db, after, PAGE);
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    after = last.id;
  }
}

async function allIds(place: Workplace): Promise<number[]> {
  return await Array.fromAsync(pages(place), ({ id }) => id);
}

async function list(place: Workplace, json: boolean): Promise<number> {
  let count = 0;
  for await (const { payload, ...letter } of pages(place)) {
    count++;
    print(
      json
        ? JSON.stringify({ ...letter, bytes: payload.length })
        : `${letter.id}  ${letter.at.toISOString()}  ${letter.lane}/${letter.seq}  ${letter.reason}: ${letter.detail}`,
    );
  }
  if (!json) print(count === 0 ? "There are no dead letters." : `${count} dead letters.`);
  return 0;
}

async function show({ database }: Workplace, ids: readonly number[], json: boolean): Promise<number> {
  for (const id of ids) {
    const letter = await readDeadLetter(database.db, id);
    if (letter === undefined) throw new Error(`There is no dead letter ${id}.`);
    const shown = { ...letter, payload: letter.payload.toString("hex") };
    print(json ? JSON.stringify(shown) : JSON.stringify(shown, null, 2));
  }
  return 0;
}

async function replay(place: Workplace, ids: readonly number[], json: boolean): Promise<number> {
  if (ids.length === 0 && !json) print("There are no dead letters.");
  const geo = new GeoFile(
    place.config.geoFile ?? defaultGeoFile(),
    pino({ level: "warn" }, pino.destination(2)),
  );
  await geo.refresh();
  const ctx = createIngestContext({
    database: place.database,
    retentionDays: place.config.clickRetentionDays,
    country: (address) => geo.country(address),
    ownDomain: ownDomain(process.env.WAYPOST_PUBLIC_URL ?? "http://127.0.0.1"),
    now: Date.now,
  });
  let code = 0;
  for (const id of ids) {
    const outcome = await replayDeadLetter(ctx, { signal: place.signal }, id);
    if (outcome.kind === "unreadable" || outcome.kind === "gone") code = 1;
    print(json ? JSON.stringify({ id, ...outcome }) : `${id}: ${sentence(outcome)}`);
  }
  return code;
}

function sentence(outcome: ReplayOutcome): string {
  switch (outcome.kind) {
    case "stored":
      return "stored.";
    case "duplicate":
      return "its click was stored already, as another request with the same id; counted as a duplicate.";
    case "gone":
      return "there is no such dead letter, or no longer.";
    case "unreadable":
      return `stays: ${outcome.detail}`;
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

await runMain(main);
