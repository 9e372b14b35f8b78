import { Registry } from "prom-client";
import { beforeEach, expect, test } from "vitest";
import { type WatchedForwarder, watchForwarder } from "./forwarder-metrics.ts";
import type { Rejection } from "./produce-error.ts";

const rejection: Rejection = { kind: "trouble", type: "ECONNREFUSED", sentence: "Kafka can't be reached." };

let metrics: Registry;
let watched: WatchedForwarder;
let now = 100_000;

beforeEach(() => {
  metrics = new Registry();
  watched = watchForwarder(metrics, "waypost.clicks", () => now);
});

/** The lines of a scrape that speak of this metric, without its name; a topic that is not told is refused. */
async function shown(name: string): Promise<string[]> {
  const prefix = `waypost_forwarder_${name}`;
  const lines = (await metrics.metrics()).split("\n").filter((line) => line.startsWith(prefix));
  expect(lines.filter((line) => !line.includes('topic="waypost.clicks"'))).toEqual([]);
  return lines.map((line) => line.slice(prefix.length).replace(/,?topic="waypost.clicks",?/, ""));
}

test("positions are summed over the lanes, each by its last number", async () => {
  watched.observer.forwarded("a", 5);
  watched.observer.forwarded("b", 7);
  watched.observer.forwarded("a", 6);
  expect(await shown("position_records")).toEqual(["{} 13"]);
});

test("lag and what is missing are those of the last look", async () => {
  expect(await shown("lag_records")).toEqual(["{} 0"]);
  watched.observer.status({ open: 9, oldestOpenAt: null, missing: 1 });
  watched.observer.status({ open: 4, oldestOpenAt: null, missing: 2 });
  expect([await shown("lag_records"), await shown("missing_records")]).toEqual([["{} 4"], ["{} 2"]]);
});

test("the oldest record grows older between two looks, in seconds; a clock set back makes it no younger than new", async () => {
  expect(await shown("oldest_seconds")).toEqual(["{} 0"]);
  watched.observer.status({ open: 1, oldestOpenAt: 98_000, missing: 0 });
  now = 100_500;
  expect(await shown("oldest_seconds")).toEqual(["{} 2.5"]);
  now = 90_000;
  expect(await shown("oldest_seconds")).toEqual(["{} 0"]);
});

test("trouble is remembered until it has passed, and shown as not up", async () => {
  expect([watched.trouble(), await shown("up")]).toEqual([null, ["{} 1"]]);
  watched.observer.trouble(rejection);
  expect([watched.trouble(), await shown("up")]).toEqual([rejection, ["{} 0"]]);
  watched.observer.trouble(null);
  expect([watched.trouble(), await shown("up")]).toEqual([null, ["{} 1"]]);
});

test("a send is counted with its records, its bytes and its time in seconds", async () => {
  watched.observer.sent({ records: 20, bytes: 4_000, tookMs: 20 });
  watched.observer.sent({ records: 400, bytes: 90_000, tookMs: 3 });
  watched.observer.rejected();
  expect(await shown("records_total")).toEqual(["{} 420"]);
  expect(await shown("sends_total")).toEqual(['{outcome="acknowledged"} 2', '{outcome="rejected"} 1']);
  expect(await shown("batch_records_sum")).toEqual(["{} 420"]);
  expect(await shown("batch_bytes_sum")).toEqual(["{} 94000"]);
  expect(await shown("send_seconds_sum")).toEqual(["{} 0.023"]);
  expect(await shown('send_seconds_bucket{le="0.005"')).toEqual(["} 1"]);
});

test("what goes wrong is counted by its kind", async () => {
  watched.observer.newProducer();
  watched.observer.newProducer();
  watched.observer.resent(7);
  watched.observer.refused();
  const totals = ["producers_total", "resent_records_total", "refused_records_total"].map(shown);
  expect(await Promise.all(totals)).toEqual([["{} 2"], ["{} 7"], ["{} 1"]]);
});
