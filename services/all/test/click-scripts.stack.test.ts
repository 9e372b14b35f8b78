import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { ingestBatch } from "@waypost/analytics/consumers/ingest-batch.ts";
import { createIngestContext } from "@waypost/analytics/consumers/ingest-context.ts";
import { foldFresh } from "@waypost/analytics/store/fold.ts";
import { saveLaneReports } from "@waypost/analytics/store/lane-reports.ts";
import type { AnalyticsTables } from "@waypost/analytics/store/tables.ts";
import { clickPayload, record, records } from "@waypost/analytics/test/click-records.ts";
import type { AnalyticsTables as AnalyticsColumns } from "@waypost/gen/db/analytics.ts";
import { createDatabase, type Database } from "@waypost/kit/db/database.ts";
import { openDataFolderDatabase } from "@waypost/kit/service/open-data-folder-database.ts";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newDataFolder, Product, removeDataFolder } from "./product.ts";

const scripts = join(import.meta.dirname, "../../../scripts");
const scope = { signal: new AbortController().signal };
const HOUR_MS = 3_600_000;
const [lane, silentLane] = [randomUUID(), randomUUID()];
/** Stored, and each with a dead letter behind it that was set aside although it can be read. */
const STORED = 40;

let data: string;
let product: Product | undefined;

/** Runs a script as npm does, and answers what it said. */
function run(name: string, argv: readonly string[], folder = data) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(scripts, name, "main.ts"), ...argv], {
    encoding: "utf8",
    timeout: 60_000,
    env: { PATH: process.env.PATH, WAYPOST_DATA: folder },
  });
  return { status, stdout, stderr, lines: stdout.trimEnd().split("\n") };
}

async function onDatabase<Tables = AnalyticsTables>(
  work: (database: Database<Tables>) => Promise<void>,
): Promise<void> {
  const folder = await openDataFolderDatabase(data);
  const log = pino({ level: "silent" });
  const url = folder.roleUrl("analytics");
  const database = createDatabase<Tables>({ url, applicationName: "test", log, poolSize: 2 });
  try {
    await work(database);
  } finally {
    await database.close();
    await folder.close();
  }
}

/** Makes the lane count more clicks than it has. */
async function count(more: number): Promise<void> {
  await onDatabase<AnalyticsColumns>(async ({ db }) => {
    const changed = db.updateTable("lanes").set((it) => ({ stored: it("stored", "+", more) }));
    await changed.where("lane", "=", lane).execute();
  });
}

beforeAll(async () => {
  data = newDataFolder();
  product = await Product.start(data);
  await onDatabase(async (database) => {
    const at = Date.now() - HOUR_MS;
    const ports = { country: () => null, ownDomain: "x", now: Date.now };
    const ctx = createIngestContext({ database, retentionDays: 400, ...ports });
    const payloads = Array.from({ length: STORED }, () => clickPayload({ at }));
    const torn = clickPayload().subarray(0, 30);
    await ingestBatch(ctx, scope, [...records(payloads, lane), record(lane, STORED + 1, torn)]);
    await foldFresh(database, scope);
    const told = { unrecorded: 0, rejected: {}, measuredAt: null };
    const ended = { ...told, lane, head: STORED + 1, state: "closed" } as const;
    const silent = { ...told, lane: silentLane, head: 7, state: "open" } as const;
    await saveLaneReports(database.db, [ended], Date.now());
    await saveLaneReports(database.db, [silent], Date.now() - HOUR_MS);
  });
});
afterAll(async () => {
  await product?.stop();
  removeDataFolder(data);
});

describe.each(["running", "stopped"])("on a data folder whose product is %s", (state) => {
  beforeAll(async () => {
    if (state === "stopped") await product?.stop();
  });

  test("rebuild finds what was damaged by hand, mends it when told, and finds nothing more", async () => {
    expect(run("rebuild", [])).toMatchObject({ status: 0, stderr: "" });
    await onDatabase<AnalyticsColumns>(async ({ db }) => {
      const more = db.updateTable("rollup_quarters").set((row) => ({ human: row("human", "+", 5) }));
      await more.whereRef("scope", "=", "workspace_id").execute();
    });
    const found = run("rebuild", ["--check"]);
    expect(found.stderr).toBe("");
    expect(found.status).toBe(1);
    expect(found.stdout).toContain(`${STORED + 5} rolled up, ${STORED} in the rows`);
    expect(found.lines.at(-1)).toBe("Run npm run rebuild -- --apply to make them anew.");
    const json = run("rebuild", ["--json"]);
    expect(json.status).toBe(1);
    expect(JSON.parse(json.stdout)).toMatchObject({ rewrittenDays: 0, lanes: [], clicks: STORED });

    const mended = run("rebuild", ["--apply"]);
    expect(mended.status).toBe(0);
    expect(mended.lines.at(-1)).toBe("The roll-ups of 1 days were made anew.");
    const after = run("rebuild", ["--json"]);
    expect(after.status).toBe(0);
    expect(JSON.parse(after.stdout)).toMatchObject({ counts: [], lanes: [], clicks: STORED });
  });

  test("rebuild tells of rows that went, which it can't bring back", async () => {
    await count(1);
    const found = run("rebuild", ["--apply"]);
    expect(found.status).toBe(1);
    expect(found.stdout).toContain(`Lane ${lane} counts ${STORED + 1} stored clicks and has ${STORED} rows.`);
    await count(-1);
  });

  test("dead letters are listed, shown and replayed, and stay when they still can't be read", () => {
    const listed = run("dead-letters", ["list"]);
    expect(listed).toMatchObject({ status: 0, stderr: "" });
    expect(listed.lines.at(-1)).toBe("1 dead letters.");
    expect(listed.lines[0]).toContain(`${lane}/${STORED + 1}  undecodable`);
    const { id, bytes } = JSON.parse(run("dead-letters", ["list", "--json"]).stdout);
    expect(bytes).toBe(30);
    const shown = JSON.parse(run("dead-letters", ["show", String(id)]).stdout);
    expect(shown).toMatchObject({ id, lane, seq: STORED + 1, reason: "undecodable", attempts: 1 });
    expect(Buffer.from(shown.payload, "hex")).toHaveLength(30);
    const replayed = run("dead-letters", ["replay", "--all"]);
    expect(replayed.status).toBe(1);
    expect(replayed.stdout).toMatch(new RegExp(`^${id}: stays: .+`));
    expect(run("dead-letters", ["replay", "999999"])).toMatchObject({
      status: 1,
      stdout: "999999: there is no such dead letter, or no longer.\n",
    });
    expect(run("dead-letters", ["show", "999999"])).toMatchObject({
      status: 1,
      stderr: "There is no dead letter 999999.\n",
    });
  });
});

test("a dead letter that can be read by now is stored, once, and then there are none", async () => {
  await onDatabase<AnalyticsColumns>(async ({ db }) => {
    const payload = Buffer.from(clickPayload({ at: Date.now() - HOUR_MS }));
    await db.updateTable("dead_letters").set({ payload }).execute();
  });
  const { id } = JSON.parse(run("dead-letters", ["list", "--json"]).stdout);
  const outcomes = [
    run("dead-letters", ["replay", "--all", "--json"]),
    run("dead-letters", ["replay", `${id}`, "--json"]),
  ];
  expect(outcomes.map(({ status, stdout }) => [status, JSON.parse(stdout)])).toEqual([
    [0, { id, kind: "stored" }],
    [1, { id, kind: "gone" }],
  ]);
  expect(run("dead-letters", ["list"]).stdout).toBe("There are no dead letters.\n");
  expect(run("dead-letters", ["replay", "--all"]).stdout).toBe("There are no dead letters.\n");
  expect(run("rebuild", [])).toMatchObject({ status: 0 });
});

test("a silent lane is listed as unknown and written off, a living one is not", async () => {
  const listed = run("lanes", ["list"]);
  expect(listed.status).toBe(0);
  expect(listed.stdout).toContain(`${silentLane}  unknown  7 written, 0 stored, 7 on their way, 0 lost`);
  expect(listed.lines.at(-1)).toBe("The ledger does not balance.");
  const off = run("lanes", ["write-off", silentLane.toUpperCase()]);
  expect(off).toMatchObject({
    status: 0,
    stdout: `Lane ${silentLane} is written off; 7 of its clicks are lost.\n`,
  });
  expect(run("lanes", ["list"]).stdout).toBe(
    "No lane is open, unknown or on its way.\nThe ledger balances.\n",
  );
  const alive = randomUUID();
  await onDatabase(async ({ db }) => {
    const report = {
      lane: alive,
      head: 1,
      unrecorded: 0,
      rejected: {},
      state: "open",
      measuredAt: null,
    } as const;
    await saveLaneReports(db, [report], Date.now());
  });
  expect(run("lanes", ["write-off", alive])).toMatchObject({
    status: 1,
    stderr: `Lane ${alive} was heard of within the last 30 s; stop its process first.\n`,
  });
  expect(JSON.parse(run("lanes", ["list", "--json"]).stdout)).toMatchObject({
    lane: alive,
    state: "open",
    head: 1,
  });
});

test.each([
  ["rebuild", ["--check", "--apply"], "Choose one of --check and --apply."],
  ["rebuild", ["everything"], "Unexpected argument 'everything'"],
  ["dead-letters", ["burn"], "There is no burn: use list, show or replay."],
  ["dead-letters", ["show"], "Name the dead letter to show"],
  ["dead-letters", ["replay"], "Name the dead letters to replay"],
  ["dead-letters", ["replay", "x1"], "x1 is not the id of a dead letter."],
  ["dead-letters", ["replay", "--all", "3"], "--all is for replay, instead of ids."],
  ["lanes", ["write-off", "7"], "write-off takes the id of one lane"],
  ["lanes", ["sink"], "There is no sink: use list or write-off."],
])("%s %j is refused in a sentence, before a database is looked for", (name, argv, sentence) => {
  const { status, stdout, stderr } = run(name, argv, join(data, "nowhere"));
  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(stderr).toContain(sentence);
  expect(stderr.trimEnd()).not.toContain("\n");
});

test.each(["rebuild", "dead-letters", "lanes"])("%s without a data folder says so", (name) => {
  const missing = join(data, "nowhere");
  const { status, stderr } = run(name, name === "rebuild" ? [] : ["list"], missing);
  expect(status).toBe(1);
  expect(stderr).toBe(`There is no data folder ${missing}; set WAYPOST_DATA to the one to work on.\n`);
});
