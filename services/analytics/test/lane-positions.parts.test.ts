import { randomUUID } from "node:crypto";
import { create } from "@bufbuild/protobuf";
import {
  BookLostRequestSchema,
  GetLanePositionsRequestSchema,
} from "@waypost/gen/proto/waypost/analytics/v1/lanes_pb.ts";
import { Fault } from "@waypost/kit/errors/fault.ts";
import { ownCall } from "@waypost/kit/service/own-call.ts";
import { createTestDatabase, type TestDatabase } from "@waypost/testing/test-database.ts";
import { sql } from "kysely";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ingestBatch } from "../consumers/ingest-batch.ts";
import { createIngestContext } from "../consumers/ingest-context.ts";
import type { AnalyticsContext } from "../context.ts";
import { bookLost } from "../logic/book-lost.ts";
import { getLanePositions } from "../logic/get-lane-positions.ts";
import { GeoFile } from "../store/geo-file.ts";
import type { AnalyticsDatabase } from "../store/tables.ts";
import { clickPayload } from "./click-records.ts";
import { testOutbox } from "./counts-outbox.ts";

const log = pino({ level: "silent" });
let testDatabase: TestDatabase;
let database: AnalyticsDatabase;
let ctx: AnalyticsContext;

beforeAll(async () => {
  testDatabase = await createTestDatabase("analytics");
  database = testDatabase.open("analytics");
  ctx = {
    database,
    now: Date.now,
    geo: new GeoFile("/nowhere", log),
    outbox: testOutbox(false),
  };
});
afterAll(() => testDatabase.close());

/** Stores records with these numbers of a lane. */
async function store(lane: string, seqs: readonly number[]): Promise<void> {
  const ports = { retentionDays: 400, country: () => null, ownDomain: "x", now: Date.now };
  const ingest = createIngestContext({ database, ...ports });
  const batch = seqs.map((seq) => ({ lane, seq, payload: clickPayload(), headers: {}, at: Date.now() }));
  await ingestBatch(ingest, { signal: new AbortController().signal }, batch);
}

async function positions(...lanes: string[]) {
  const input = create(GetLanePositionsRequestSchema, { lanes });
  const answer = await getLanePositions(ctx, ownCall("links", log), input);
  if (answer instanceof Fault) throw answer;
  return answer.positions;
}

const range = (from: number, to: number) => ({ from: BigInt(from), to: BigInt(to) });

test("a lane's position is its highest number and what is missing below it", async () => {
  const [known, unknown] = [randomUUID(), randomUUID()];
  await store(known, [2, 3, 7]);
  expect(await positions(unknown, known.toUpperCase())).toEqual([
    { lane: unknown, highest: 0n, holes: [], knownTo: 0n },
    { lane: known, highest: 7n, holes: [range(1, 1), range(4, 6)], knownTo: 7n },
  ]);
});

test("of a lane in shreds the first thousand holes are told, and how far they are known", async () => {
  const lane = randomUUID();
  await store(
    lane,
    Array.from({ length: 1_200 }, (_, index) => (index + 1) * 2),
  );
  const [position] = await positions(lane);
  expect(position?.holes).toHaveLength(1_000);
  expect(position).toMatchObject({ highest: 2_400n, knownTo: 1_999n });
});

test("what can't be sent any more is booked as lost, twice is once, and what was seen stays seen", async () => {
  const lane = randomUUID();
  await store(lane, [1, 2, 5]);
  const lines: string[] = [];
  const told = pino({ level: "error" }, { write: (line) => lines.push(line) });
  const input = create(BookLostRequestSchema, { lane, ranges: [range(2, 4), range(6, 8)] });
  for (let time = 0; time < 2; time++) await bookLost(ctx, ownCall("links", told), input);
  const { rows } = await sql<{ lost: string; head: number }>`
    select lost::text, head from lanes where lane = ${lane}`.execute(database.db);
  expect(rows).toEqual([{ lost: "{[3,5),[6,9)}", head: 8 }]);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain("Clicks are lost");
  const more = create(BookLostRequestSchema, { lane, ranges: [range(6, 9)] });
  await bookLost(ctx, ownCall("links", told), more);
  expect(lines).toHaveLength(2);
});
