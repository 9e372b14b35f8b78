import type { BusRecord } from "@waypost/kit/bus/port.ts";
import { expect, test, vi } from "vitest";
import {
  boundMs,
  collect,
  count,
  makeConsumer,
  type OpenBuses,
  patience,
  publish,
  textOf,
  topic,
} from "./harness.ts";

/** Where a group goes on: after a pause, a crash, a restored backup, and from a number it asks for. */
export function positionTests(openBuses: OpenBuses): void {
  test("a new group starts at the earliest record, and what came while it was down arrives", async () => {
    const open = await openBuses();
    const first = await open();
    const rows: string[] = [];
    await publish(first, ["1", "2"]);
    const subscription = first.subscribe({ topic, group: "late", ...collect(rows) });
    await vi.waitFor(() => expect(rows).toEqual(["1", "2"]), patience);
    await subscription.stop(boundMs);
    await publish(first, ["3"]);
    await first.close(boundMs);
    const second = await open();
    await publish(second, ["4"]);
    second.subscribe({ topic, group: "late", ...collect(rows) });
    await vi.waitFor(() => expect(rows.toSorted()).toEqual(["1", "2", "3", "4"]), patience);
    expect(rows.slice(0, 2)).toEqual(["1", "2"]);
  });

  test("the position is committed after the handler: what was in hand at the end comes again", async () => {
    const open = await openBuses();
    const first = await open();
    const handed: string[] = [];
    await publish(first, ["done"]);
    first.subscribe({
      topic,
      group: "a",
      handle: async (batch, signal) => {
        handed.push(...batch.map(textOf));
        if (handed.includes("in hand"))
          await new Promise((_, fail) => signal.addEventListener("abort", fail));
      },
    });
    await vi.waitFor(() => expect(handed).toEqual(["done"]), patience);
    await publish(first, ["in hand"]);
    await vi.waitFor(() => expect(handed).toEqual(["done", "in hand"]), patience);
    await first.close(20);
    const rows: string[] = [];
    const second = await open();
    second.subscribe({ topic, group: "a", ...collect(rows) });
    await vi.waitFor(() => expect(rows).toEqual(["in hand"]), patience);
  });

  test("a group's own store decides what it gets: after a crash in the middle everything is there once", async () => {
    const open = await openBuses();
    const store = makeConsumer();
    const first = await open();
    await publish(first, count(60));
    let calls = 0;
    first.subscribe({
      topic,
      group: "own",
      maxBatch: 10,
      position: store.position,
      backoff: { firstMs: 60_000 },
      handle: async (batch) => {
        // The third transaction commits, and its answer is lost.
        for (const record of batch) store.store(record);
        if (++calls === 3) throw new Error("connection reset");
      },
    });
    await vi.waitFor(() => expect(calls).toBe(3), patience);
    await first.close(boundMs);
    expect(store.rows.length).toBe(30);
    const redelivered: string[] = [];
    const second = await open();
    const handle = async (batch: readonly BusRecord[]) => {
      for (const record of batch) {
        if (store.seen.get(record.lane)?.has(record.seq)) redelivered.push(textOf(record));
        store.store(record);
      }
    };
    const subscription = second.subscribe({ topic, group: "own", position: store.position, handle });
    expect(await subscription.drain(boundMs)).toBe(true);
    expect(store.rows).toEqual(count(60));
    expect(redelivered).toEqual([]);
  });

  test("numbers that the store has lost are sent again", async () => {
    const open = await openBuses();
    const store = makeConsumer();
    const resent = vi.fn();
    const bus = await open({ resent });
    const handle = async (batch: readonly BusRecord[]) => batch.forEach(store.store);
    bus.subscribe({ topic, group: "own", position: store.position, holesAfterMs: 20, handle });
    await publish(bus, count(30));
    await vi.waitFor(() => expect(store.rows.length).toBe(30), patience);
    // The database is restored from a backup of some time ago.
    store.rows.length = 0;
    for (const set of store.seen.values()) set.remove(5, 12);
    await vi.waitFor(() => expect(store.rows).toEqual(count(12).slice(4)), patience);
    expect(resent).toHaveBeenCalled();
  });

  test("and at once when somebody says that the store was away", async () => {
    const open = await openBuses();
    const store = makeConsumer();
    const bus = await open();
    const handle = async (batch: readonly BusRecord[]) => batch.forEach(store.store);
    const subscription = bus.subscribe({
      topic,
      group: "own",
      position: store.position,
      holesAfterMs: 3_600_000,
      handle,
    });
    await publish(bus, count(30));
    await vi.waitFor(() => expect(store.rows.length).toBe(30), patience);
    store.rows.length = 0;
    for (const set of store.seen.values()) set.remove(5, 12);
    subscription.recheck();
    await vi.waitFor(() => expect(store.rows).toEqual(count(12).slice(4)), patience);
  });

  test("replay from a position delivers everything from there again", async () => {
    const open = await openBuses();
    const bus = await open();
    const rows: string[] = [];
    const published = await publish(bus, count(20));
    const subscription = bus.subscribe({ topic, group: "a", ...collect(rows) });
    expect(await subscription.drain(boundMs)).toBe(true);
    rows.length = 0;
    await subscription.replayFrom(published[0]?.lane ?? "", 15);
    await vi.waitFor(() => expect(rows).toEqual(count(20).slice(14)), patience);
  });
}
