import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { timestampMs } from "@bufbuild/protobuf/wkt";
import { LaneService, LaneState } from "@waypost/gen/proto/waypost/analytics/v1/lanes_pb.ts";
import { openLogWriter } from "@waypost/kit/local-log/writer.ts";
import type { Peer } from "@waypost/kit/rpc/peer.ts";
import { ownCall } from "@waypost/kit/service/own-call.ts";
import { pino } from "pino";
import { expect, onTestFinished, test } from "vitest";
import { FakeAnalytics } from "../test/fake-analytics.ts";
import { LaneReporter } from "./lane-reporter.ts";
import { Rejections } from "./rejections.ts";

test("a head is told with the time it was read at, and has every click that was dated before", async () => {
  const directory = mkdtempSync(join(tmpdir(), "waypost-lane-"));
  const log = pino({ level: "silent" });
  const writer = openLogWriter({ directory, floorBytes: 0 });
  onTestFinished(async () => {
    await writer.close();
    rmSync(directory, { recursive: true });
  });
  const analytics = new FakeAnalytics();
  let now = 1_000;
  const reporter = new LaneReporter({
    lanes: analytics.peer(LaneService.typeName) as Peer<typeof LaneService>,
    writers: [writer],
    reader: null,
    rejections: new Rejections(),
    ownCall: (signal) =>
      ownCall("links", log, { timeoutMs: 1_000, ...(signal === undefined ? {} : { signal }) }),
    now: () => now++,
    log,
  });
  // Dated and appended, but not written before the turn is over.
  const dated = now++;
  const appended = writer.appendAsync(Buffer.from("click"));
  await reporter.report();
  await appended;
  const [lane] = analytics.reports.at(-1)?.lanes ?? [];
  expect(lane).toMatchObject({ head: 1n, state: LaneState.OPEN });
  if (lane?.measuredAt === undefined) return expect.unreachable("no time");
  expect(timestampMs(lane.measuredAt)).toBe(dated + 1);
});

test("how a dead lane ended is told at once, and again every 30 s, as the database may have forgotten it", async () => {
  const log = pino({ level: "silent" });
  const analytics = new FakeAnalytics();
  const dead = "0198c0de-0000-7000-8000-00000000dead";
  let now = 0;
  const reporter = new LaneReporter({
    lanes: analytics.peer(LaneService.typeName) as Peer<typeof LaneService>,
    writers: [
      {
        lane: "0198c0de-0000-7000-8000-000000000001",
        head: () => 0,
        unrecorded: () => 0,
        state: "open",
      },
    ],
    reader: {
      laneStates: () => [{ lane: dead, head: 7, unrecorded: 2, state: "adopted", firstSeq: 1 }],
    },
    rejections: new Rejections(),
    ownCall: (signal) =>
      ownCall("links", log, { timeoutMs: 1_000, ...(signal === undefined ? {} : { signal }) }),
    now: () => now,
    log,
  });
  const toldAt: number[] = [];
  for (now = 0; now <= 65_000; now += 1_000) {
    await reporter.report();
    const told = analytics.reports.at(-1)?.lanes.find(({ lane }) => lane === dead);
    if (told === undefined) continue;
    expect(told).toMatchObject({ head: 7n, unrecorded: 2n, state: LaneState.ADOPTED });
    toldAt.push(now);
  }
  expect(toldAt).toEqual([0, 30_000, 60_000]);
});
