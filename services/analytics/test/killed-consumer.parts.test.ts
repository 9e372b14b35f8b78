import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { createTestDatabase } from "@waypost/testing/test-database.ts";
import { sql } from "kysely";
import { expect, test, vi } from "vitest";
import { foldFresh } from "../store/fold.ts";
import { saveLaneReports } from "../store/lane-reports.ts";
import { readLedger } from "../store/ledger.ts";
import { reconcileRollups } from "../store/reconcile.ts";
import type { AnalyticsTables } from "../store/tables.ts";

const program = fileURLToPath(new URL("killed-consumer.ts", import.meta.url));
const PER_LANE = 400;
const scope = { signal: new AbortController().signal };

test("consumers killed at random, two at a time on the same lanes: every record counts once", async () => {
  await using testDatabase = await createTestDatabase("analytics");
  const database = testDatabase.open<AnalyticsTables>("analytics");
  const lanes = [randomUUID(), randomUUID(), randomUUID()];
  const reports = lanes.map((lane) => ({
    lane,
    head: PER_LANE,
    unrecorded: 0,
    rejected: {},
    state: "closed" as const,
    measuredAt: null,
  }));
  await saveLaneReports(database.db, reports, Date.now());
  const start = (): ChildProcess =>
    spawn(
      process.execPath,
      [program, testDatabase.url("analytics"), lanes.join(","), String(PER_LANE), "9"],
      { stdio: "ignore" },
    );
  const ended = async (child: ChildProcess) => {
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    return child.exitCode;
  };
  const stored = async () => (await readLedger(database.db, Date.now())).stored;
  let kills = 0;
  let done = false;
  for (let round = 0; round < 40 && !done; round++) {
    const before = await stored();
    const children = [start(), start()];
    let over = false;
    const allEnded = Promise.all(children.map(ended)).then(() => {
      over = true;
    });
    // A record at which process after process ends is set aside as the cause, so that each pair must get further.
    await vi.waitUntil(async () => over || (await stored()) >= before + 20, {
      timeout: 60_000,
      interval: 10,
    });
    // Simulates a crash at any moment: that is what is tested, so it is left to chance.
    await Promise.race([delay(Math.random() * 250), allEnded]);
    if (round >= 6) await Promise.all(children.map(ended));
    for (const child of children) if (child.exitCode === null && child.kill("SIGKILL")) kills++;
    const codes = await Promise.all(children.map(ended));
    const ledger = await readLedger(database.db, Date.now());
    expect(ledger.head).toBe(
      ledger.stored + ledger.duplicate + ledger.deadLettered + ledger.inFlight + ledger.lost,
    );
    expect(ledger).toMatchObject({ head: 3 * PER_LANE, lost: 0, balanced: true });
    done = codes.includes(0);
  }
  expect(kills).toBeGreaterThan(4);
  await foldFresh(database, scope);
  const ledger = await readLedger(database.db, Date.now());
  // Of each lane: every 50th can't be read; of every 10th, two in a row share an id and the second is a duplicate.
  expect(ledger).toMatchObject({
    inFlight: 0,
    deadLettered: 3 * 8,
    stored: ledger.head - ledger.deadLettered - ledger.duplicate,
  });
  const { rows } = await sql<{ rows: number; numbers: number; ids: number }>`
    select count(*)::int as rows, count(distinct (lane_id, seq))::int as numbers,
           (select count(*)::int from content_ids) as ids from clicks`.execute(database.db);
  expect(rows[0]).toMatchObject({ rows: ledger.stored, numbers: ledger.stored });
  const options = { now: Date.now(), apply: false };
  expect(await reconcileRollups(database, scope, options)).toMatchObject({
    clicks: ledger.stored,
    lanes: [],
    counts: [],
  });
}, 120_000);
