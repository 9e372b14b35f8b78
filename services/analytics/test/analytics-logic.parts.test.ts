import { randomUUID } from "node:crypto";
import { create } from "@bufbuild/protobuf";
import { timestampFromDate } from "@bufbuild/protobuf/wkt";
import {
  Dimension,
  GetClickCountRequestSchema,
  GetClickCountsRequestSchema,
  GetStatsRequestSchema,
  Interval,
} from "@waypost/gen/proto/waypost/analytics/v1/analytics_pb.ts";
import {
  GetDayKeysRequestSchema,
  type LaneReport,
  LaneState,
  ReportLanesRequestSchema,
} from "@waypost/gen/proto/waypost/analytics/v1/lanes_pb.ts";
import type { Call } from "@waypost/kit/call.ts";
import { Fault } from "@waypost/kit/errors/fault.ts";
import { createTestDatabase, type TestDatabase } from "@waypost/testing/test-database.ts";
import { sql } from "kysely";
import { pino } from "pino";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { ingestBatch } from "../consumers/ingest-batch.ts";
import { createIngestContext, type IngestContext } from "../consumers/ingest-context.ts";
import type { AnalyticsContext } from "../context.ts";
import { getClickCount } from "../logic/get-click-count.ts";
import { getClickCounts } from "../logic/get-click-counts.ts";
import { getDayKeys } from "../logic/get-day-keys.ts";
import { getLedger } from "../logic/get-ledger.ts";
import { getStats } from "../logic/get-stats.ts";
import { getWorkspaceStats } from "../logic/get-workspace-stats.ts";
import { reportLanes } from "../logic/report-lanes.ts";
import { foldFresh } from "../store/fold.ts";
import { GeoFile } from "../store/geo-file.ts";
import { writeOffLane } from "../store/lane-reports.ts";
import type { AnalyticsDatabase } from "../store/tables.ts";
import { clickPayload, record, records } from "./click-records.ts";
import { testOutbox } from "./counts-outbox.ts";

let testDatabase: TestDatabase;
let database: AnalyticsDatabase;
let ctx: AnalyticsContext;
let ingest: IngestContext;
let now = Date.UTC(2026, 5, 15, 12, 0);
const scope = { signal: new AbortController().signal };

beforeAll(async () => {
  testDatabase = await createTestDatabase("analytics");
  database = testDatabase.open("analytics");
});
afterAll(() => testDatabase.close());
beforeEach(() => {
  ctx = {
    database,
    now: () => now,
    geo: new GeoFile("/nowhere", pino({ level: "silent" })),
    outbox: testOutbox(false),
  };
  ingest = createIngestContext({
    database,
    retentionDays: 400,
    country: () => null,
    ownDomain: "x",
    now: () => now,
  });
});

function call(workspaceId: string, signal: AbortSignal = new AbortController().signal): Call {
  return {
    requestId: "r",
    traceId: "0".repeat(32),
    actor: { kind: "service", name: "links", onBehalfOf: null },
    workspaceId,
    deadline: Date.now() + 10_000,
    signal,
    log: pino({ level: "silent" }),
  };
}

function told<T>(answer: T | Fault): T {
  if (answer instanceof Fault) throw answer;
  return answer;
}

async function report(
  ...lanes: Partial<
    Pick<LaneReport, "head" | "unrecorded" | "rejected" | "state" | "measuredAt"> & { lane: string }
  >[]
) {
  const input = create(ReportLanesRequestSchema, { lanes });
  told(await reportLanes(ctx, call(""), input));
}

function laneBegunAt(ms: number): string {
  const begun = ms.toString(16).padStart(12, "0");
  return `${begun.slice(0, 8)}-${begun.slice(8)}-7${randomUUID().slice(15)}`;
}

async function asOfCounts(workspaceId: string, linkId: string): Promise<number> {
  const input = create(GetClickCountRequestSchema, { linkId });
  const { asOf } = told(await getClickCount(ctx, call(workspaceId), input));
  return Number(asOf?.seconds ?? 0n) * 1_000 + (asOf?.nanos ?? 0) / 1_000_000;
}

async function ledger() {
  const { body } = await getLedger(ctx, call(""), {}).then((answer) => {
    if (answer instanceof Fault) throw answer;
    return answer;
  });
  const { accepted, stored, duplicate, deadLettered, inFlight, lost } = body;
  expect(accepted).toBe(stored + duplicate + deadLettered + inFlight + lost);
  return body;
}

test("counts are of the caller's workspace, batches in the order asked, folded or not", async () => {
  const [mine, theirs, link] = [randomUUID(), randomUUID(), randomUUID()];
  await ingestBatch(
    ingest,
    scope,
    records([
      clickPayload({ workspace: mine, link, at: now }),
      clickPayload({ workspace: mine, link, at: now, userAgent: "curl/8.0" }),
    ]),
  );
  const expected = { total: 2n, human: 1n, bot: 1n, unique: 0n };
  const count = async (workspaceId: string) =>
    told(await getClickCount(ctx, call(workspaceId), create(GetClickCountRequestSchema, { linkId: link })))
      .counts;
  expect(await count(mine)).toEqual(expected);
  await foldFresh(database, scope);
  expect(await count(mine)).toEqual(expected);
  expect(await count(theirs)).toEqual({ total: 0n, human: 0n, bot: 0n, unique: 0n });
  const other = randomUUID();
  const many = told(
    await getClickCounts(ctx, call(mine), create(GetClickCountsRequestSchema, { linkIds: [other, link] })),
  );
  expect(many.links.map(({ linkId, counts }) => [linkId, counts?.total])).toEqual([
    [other, 0n],
    [link, 2n],
  ]);
});

test("a series of days in a zone across a change of the clock has every click once", async () => {
  const [workspaceId, link] = [randomUUID(), randomUUID()];
  const begin = Date.UTC(2026, 2, 28, 0, 0);
  const payloads = Array.from({ length: 72 }, (_, hour) =>
    clickPayload({ workspace: workspaceId, link, at: begin + hour * 3_600_000 }),
  );
  await ingestBatch(ingest, scope, records(payloads));
  for (const folded of [false, true]) {
    if (folded) await foldFresh(database, scope);
    const answer = told(
      await getStats(
        ctx,
        call(workspaceId),
        create(GetStatsRequestSchema, {
          linkId: link,
          from: timestampFromDate(new Date(begin)),
          to: timestampFromDate(new Date(begin + 72 * 3_600_000)),
          interval: Interval.DAY,
          timeZone: "Europe/Berlin",
          groupBy: Dimension.BROWSER,
        }),
      ),
    );
    expect(
      answer.series.map(({ start, counts }) => [
        new Date(Number(start?.seconds) * 1000).toISOString(),
        counts?.total,
      ]),
    ).toEqual([
      ["2026-03-27T23:00:00.000Z", 23n],
      ["2026-03-28T23:00:00.000Z", 23n],
      ["2026-03-29T22:00:00.000Z", 24n],
      ["2026-03-30T22:00:00.000Z", 2n],
    ]);
    expect(answer.groups).toEqual([
      { key: "Firefox", counts: { total: 72n, human: 72n, bot: 0n, unique: 0n } },
    ]);
    expect(answer.counts?.total).toBe(72n);
  }
});

test("stats of the workspace by REST: groups beyond the limit are summed as other", async () => {
  const workspaceId = randomUUID();
  const referrers = ["https://a.example/", "https://b.example/", "https://b.example/", "https://c.example/"];
  await ingestBatch(
    ingest,
    scope,
    records(
      referrers.map((referrer) => clickPayload({ workspace: workspaceId, at: now - 3_600_000, referrer })),
    ),
  );
  const query = { groupBy: "referrer", groupLimit: 2, timeZone: "UTC" } as const;
  const answer = await getWorkspaceStats(ctx, call(workspaceId), { query });
  if (answer instanceof Fault) throw answer;
  expect(answer.body).toMatchObject({
    total: 4,
    groups: [
      { key: "b.example", total: 2, human: 2, bot: 0 },
      { key: "a.example", total: 1, human: 1, bot: 0 },
    ],
    other: { total: 1, human: 1, bot: 0 },
    series: [],
  });
});

test.each([
  [{ timeZone: "Mars/Base" }, "time-zone-unknown"],
  [{ from: "2026-06-02T00:00:00Z", to: "2026-06-01T00:00:00Z" }, "period-invalid"],
  [{ from: "2020-01-01T00:00:00Z", interval: "hour" as const }, "period-invalid"],
])("%j is refused as %s", async (question, slug) => {
  const query = { groupLimit: 50, timeZone: "UTC", ...question };
  expect(await getWorkspaceStats(ctx, call(randomUUID()), { query })).toMatchObject({
    slug,
    code: "rule_violation",
  });
});

test("an aborted call ends with the reason of its signal", async () => {
  const aborted = call(randomUUID(), AbortSignal.abort(new Error("gone away")));
  await expect(
    getWorkspaceStats(ctx, aborted, { query: { groupLimit: 1, timeZone: "UTC" } }),
  ).rejects.toThrow("gone away");
});

test("the ledger: in flight, stored, silent, adopted below its head, a late arrival, written off", async () => {
  const lane = randomUUID();
  await report({ lane, head: 10n, state: LaneState.OPEN, unrecorded: 2n, rejected: { "not-found": 3n } });
  expect(await ledger()).toMatchObject({ inFlight: 10, balanced: true });
  const batch = Array.from({ length: 6 }, () => clickPayload({ at: now }));
  await ingestBatch(ingest, scope, records(batch, lane));
  const shown = async () => (await ledger()).lanes.find((entry) => entry.lane === lane);
  expect(await shown()).toMatchObject({
    head: 10,
    seen: 6,
    stored: 6,
    inFlight: 4,
    lost: 0,
    state: "open",
    unrecorded: 2,
    rejected: { "not-found": 3 },
  });

  now += 31_000;
  expect(await shown()).toMatchObject({ state: "unknown" });
  expect(await ledger()).toMatchObject({ balanced: false });

  await report({ lane, head: 8n, state: LaneState.ADOPTED });
  expect(await shown()).toMatchObject({ head: 10, lost: 2, inFlight: 2, state: "adopted" });
  await report({ lane, head: 3n, state: LaneState.OPEN });
  expect(await shown()).toMatchObject({ head: 10, state: "adopted" });

  await ingestBatch(
    ingest,
    scope,
    [7, 8, 9].map((seq) => record(lane, seq, clickPayload({ at: now }))),
  );
  const { lost, inFlight } = await ledger();
  expect({ lost, inFlight }).toEqual({ lost: 1, inFlight: 0 });
  expect(await ledger()).toMatchObject({ balanced: true });

  const silent = randomUUID();
  await report({ lane: silent, head: 5n, state: LaneState.OPEN });
  expect(await writeOffLane(database.db, silent, now)).toEqual({ kind: "alive" });
  now += 31_000;
  expect(await ledger()).toMatchObject({ balanced: false, inFlight: 5 });
  expect(await writeOffLane(database.db, silent, now)).toEqual({ kind: "written-off", lost: 5 });
  expect(await ledger()).toMatchObject({ balanced: true, inFlight: 0, lost: 6 });
  expect(await writeOffLane(database.db, randomUUID(), now)).toEqual({ kind: "missing" });
});

test("what is complete: up to the report when all is stored, up to the last whole click when not", async () => {
  now = Date.now();
  const lane = laneBegunAt(now - 10_000);
  const [workspaceId, link] = [randomUUID(), randomUUID()];
  await sql`update lanes set state = 'closed'`.execute(database.db);
  const asOf = () => asOfCounts(workspaceId, link);
  expect(await asOf()).toBe(now);
  await ingestBatch(
    ingest,
    scope,
    records([clickPayload({ workspace: workspaceId, link, at: now - 5_000 })], lane),
  );
  // The report was 300 ms on its way.
  const reported = now - 300;
  await report({
    lane,
    head: 1n,
    state: LaneState.OPEN,
    measuredAt: timestampFromDate(new Date(reported)),
  });
  now += 700;
  expect(await asOf()).toBe(reported);
  await report({ lane, head: 3n, state: LaneState.OPEN });
  expect(await asOf()).toBe(reported - 4_700);
  await ingestBatch(
    ingest,
    scope,
    [3, 2].map((seq) => record(lane, seq, clickPayload({ workspace: workspaceId, link, at: now - 1 }))),
  );
  expect(await asOf()).toBe(now);
  await report({ lane, head: 3n, state: LaneState.CLOSED });
  now += 60_000;
  expect(await asOf()).toBe(now);
});

test("a clock that is ahead promises nothing of the future, a report without a time counts from its arrival", async () => {
  await sql`update lanes set state = 'closed'`.execute(database.db);
  now = Date.now();
  const lane = laneBegunAt(now - 10_000);
  const asOf = () => asOfCounts(randomUUID(), randomUUID());
  const measuredAt = timestampFromDate(new Date(now + 60_000));
  await report({ lane, head: 0n, state: LaneState.OPEN, measuredAt });
  const first = now;
  now += 500;
  expect(await asOf()).toBe(first);
  await report({ lane, head: 0n, state: LaneState.OPEN });
  now += 500;
  expect(await asOf()).toBe(first + 500);
});

test("keys of today and tomorrow, the same each time", async () => {
  const ask = async () => told(await getDayKeys(ctx, call(""), create(GetDayKeysRequestSchema))).keys;
  const keys = await ask();
  expect(keys.map(({ day, key }) => [day, key.length])).toEqual([
    [Math.floor(now / 86_400_000), 16],
    [Math.floor(now / 86_400_000) + 1, 16],
  ]);
  expect(await ask()).toEqual(keys);
});
