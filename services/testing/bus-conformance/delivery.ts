import type { BatchReport, BusRecord } from "@waypost/kit/bus/port.ts";
import { expect, test, vi } from "vitest";
import { collect, count, type OpenBuses, patience, publish, quick, textOf, topic } from "./harness.ts";

/** How records reach a group: all of them, in order, in batches, one batch at a time. */
export function deliveryTests(openBuses: OpenBuses): void {
  test("records arrive as they were published, in order within their lane", async () => {
    const open = await openBuses();
    const bus = await open();
    const records: BusRecord[] = [];
    bus.subscribe({ topic, group: "a", maxBatch: 7, handle: async (batch) => void records.push(...batch) });
    const before = Date.now();
    const published = await publish(bus, count(100));
    await bus.publish(topic, {
      payload: Buffer.from("last"),
      headers: { ce_type: "x", traceparent: "00-1-2-01" },
    });
    await vi.waitFor(() => expect(records.length).toBe(101), patience);
    expect(records.map(textOf)).toEqual([...count(100), "last"]);
    expect(records.slice(0, 100).map(({ lane, seq }) => ({ lane, seq }))).toEqual(published);
    expect(records.map(({ seq }) => seq)).toEqual(records.map((_, index) => index + 1));
    expect(records[100]?.headers).toMatchObject({ ce_type: "x", traceparent: "00-1-2-01" });
    for (const { at } of records) {
      expect(at).toBeGreaterThanOrEqual(before - 1);
      expect(at).toBeLessThanOrEqual(Date.now() + 1);
    }
  });

  test("batches are no larger than asked", async () => {
    const open = await openBuses();
    const [bus, other] = [await open(), await open()];
    await publish(bus, count(25));
    await publish(other, count(40));
    const sizes: number[] = [];
    const handle = async (batch: readonly BusRecord[]) => void sizes.push(batch.length);
    bus.subscribe({ topic, group: "a", maxBatch: 8, handle });
    await vi.waitFor(() => expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(65), patience);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(8);
  });

  test("groups are independent: each gets everything, one that fails holds no other up", async () => {
    const open = await openBuses();
    const bus = await open();
    const rows: string[] = [];
    const stuck = vi.fn(() => Promise.reject(new Error("no connection")));
    bus.subscribe({ topic, group: "stuck", backoff: quick, handle: stuck });
    bus.subscribe({ topic, group: "well", ...collect(rows) });
    await publish(bus, count(20));
    await vi.waitFor(() => expect(rows).toEqual(count(20)), patience);
    await vi.waitFor(() => expect(stuck.mock.calls.length).toBeGreaterThan(2), patience);
  });

  test("a slow handler gets one batch at a time, and the rest waits", async () => {
    const open = await openBuses();
    const reports: BatchReport[] = [];
    const bus = await open({ batch: (report) => reports.push(report) });
    let release: (() => void) | undefined;
    let inHand = 0;
    let most = 0;
    const rows: string[] = [];
    const subscription = bus.subscribe({
      topic,
      group: "a",
      maxBatch: 5,
      handle: async (batch) => {
        most = Math.max(most, ++inHand);
        await new Promise<void>((settle) => {
          release = settle;
        });
        rows.push(...batch.map(textOf));
        inHand--;
      },
    });
    await publish(bus, count(20));
    await vi.waitFor(() => expect(release).toBeDefined(), patience);
    expect(await subscription.lag()).toEqual({ records: 20, oldestAgeMs: expect.any(Number) });
    await vi.waitFor(() => {
      release?.();
      expect(rows).toEqual(count(20));
    }, patience);
    expect(most).toBe(1);
    await vi.waitFor(async () => {
      expect(await subscription.lag()).toEqual({ records: 0, oldestAgeMs: 0 });
    }, patience);
    // A batch is told of once its position is stored, which is after it counts as done.
    await vi.waitFor(() => {
      expect(reports.reduce((sum, { records }) => sum + records, 0)).toBe(20);
    }, patience);
  });

  test("a paused subscription gets nothing until it is resumed", async () => {
    const open = await openBuses();
    const bus = await open();
    const paused: string[] = [];
    const other: string[] = [];
    const subscription = bus.subscribe({ topic, group: "paused", ...collect(paused) });
    subscription.pause();
    bus.subscribe({ topic, group: "other", ...collect(other) });
    await publish(bus, count(5));
    await vi.waitFor(() => expect(other).toEqual(count(5)), patience);
    expect(await subscription.drain(50)).toBe(false);
    expect(paused).toEqual([]);
    const { records, oldestAgeMs } = await subscription.lag();
    expect(records).toBe(5);
    expect(oldestAgeMs).toBeGreaterThan(0);
    subscription.resume();
    await vi.waitFor(() => expect(paused).toEqual(count(5)), patience);
  });

  test("topics and groups that can't be are refused", async () => {
    const open = await openBuses();
    const bus = await open();
    await expect(bus.publish("unknown", { payload: Buffer.from("") })).rejects.toThrow(RangeError);
    expect(() => bus.subscribe({ topic: "unknown", group: "a", ...collect([]) })).toThrow(RangeError);
    expect(() => bus.subscribe({ topic, group: "../a", ...collect([]) })).toThrow(RangeError);
  });
}
