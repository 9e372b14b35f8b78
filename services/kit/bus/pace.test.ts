import { expect, test, vi } from "vitest";
import { temporaryFolder } from "../local-log/test-support.ts";
import { openLocalBus } from "./local-bus.ts";
import { loopGauge, Pace } from "./pace.ts";

function fakeGauge(share: number) {
  const gauge = {
    share,
    asked: 0,
    busyShare() {
      gauge.asked++;
      return gauge.share;
    },
  };
  return gauge;
}

test("a batch waits while others keep the loop busy, and no longer than agreed", () => {
  const gauge = fakeGauge(1);
  const pace = new Pace({ gauge, everyMs: 1000 });
  pace.batchDone(300);
  expect(pace.holdsBack(400, 0)).toBe(true);
  expect(pace.holdsBack(999, 0)).toBe(true);
  expect(pace.holdsBack(1000, 0)).toBe(false);
});

test("a batch that begins all the same is a small one", () => {
  const gauge = fakeGauge(1);
  const pace = new Pace({ gauge, busyBatch: 10 });
  expect(pace.batchOf(100)).toBe(100);
  pace.batchDone(0);
  pace.holdsBack(100, 0);
  expect([pace.batchOf(100), pace.batchOf(5)]).toEqual([10, 5]);
  gauge.share = 0;
  pace.holdsBack(200, 0);
  expect(pace.batchOf(100)).toBe(100);
});

test("it goes on as soon as the loop is free", () => {
  const gauge = fakeGauge(1);
  const pace = new Pace({ gauge, busyShare: 0.5 });
  pace.batchDone(0);
  expect(pace.holdsBack(100, 0)).toBe(true);
  gauge.share = 0.5;
  expect(pace.holdsBack(200, 0)).toBe(false);
});

test("its own work does not count, and a moment is too short to tell", () => {
  const gauge = fakeGauge(0);
  const pace = new Pace({ gauge });
  pace.batchDone(500);
  expect(gauge.asked).toBe(1);
  expect(pace.holdsBack(501, 400)).toBe(true);
  expect(gauge.asked).toBe(1);
  expect(pace.holdsBack(600, 400)).toBe(false);
});

test("a loop that was found idle is believed to be for a second", () => {
  const gauge = fakeGauge(0);
  const pace = new Pace({ gauge });
  pace.batchDone(0);
  expect([pace.holdsBack(20, 0), pace.holdsBack(50, 0)]).toEqual([true, false]);
  gauge.share = 1;
  pace.batchDone(900);
  expect(pace.holdsBack(1_000, 500)).toBe(false);
  expect(gauge.asked).toBe(3);
  pace.batchDone(1_100);
  expect([pace.holdsBack(1_120, 1_000), pace.holdsBack(1_200, 1_000)]).toEqual([true, true]);
});

test("a subscription stands back until the loop is free, and not when somebody waits for the end", async () => {
  const gauge = fakeGauge(0);
  const heldBack = vi.fn();
  const bus = openLocalBus({
    topics: { events: { directory: temporaryFolder(), floorBytes: 0 } },
    observer: { heldBack },
  });
  const texts: string[] = [];
  const subscription = bus.subscribe({
    topic: "events",
    group: "a",
    maxWaitMs: 1,
    pace: { gauge, everyMs: 1e9 },
    handle: async (batch) => void texts.push(...batch.map(({ payload }) => Buffer.from(payload).toString())),
  });
  const publish = (text: string) => bus.publish("events", { payload: Buffer.from(text) });
  const patience = { timeout: 10_000, interval: 5 };
  await publish("first");
  await vi.waitFor(() => expect(texts).toEqual(["first"]), patience);
  gauge.share = 1;
  await publish("second");
  const before = gauge.asked;
  await vi.waitFor(() => expect(gauge.asked).toBeGreaterThan(before + 2), patience);
  expect(texts).toEqual(["first"]);
  gauge.share = 0;
  await vi.waitFor(() => expect(texts).toEqual(["first", "second"]), patience);
  expect(heldBack).toHaveBeenCalledWith({ topic: "events", group: "a", waitedMs: expect.any(Number) });
  gauge.share = 1;
  await publish("third");
  expect(await subscription.drain(10_000)).toBe(true);
  expect(texts).toEqual(["first", "second", "third"]);
  await bus.close(1000);
});

test("the gauge of a thread gives shares", () => {
  const share = loopGauge().busyShare();
  expect(share).toBeGreaterThanOrEqual(0);
  expect(share).toBeLessThanOrEqual(1);
});
