import type { Bus, BusRecord } from "@waypost/kit/bus/port.ts";
import { expect, test, vi } from "vitest";
import { collect, count, type OpenBuses, patience, publish, quick, textOf, topic } from "./harness.ts";

const textsOf = (batch: readonly BusRecord[]) => batch.map(textOf).join("");

/** What a subscription with `prepare` may rely on while it is behind. */
export function readingAheadTests(openBuses: OpenBuses): void {
  /** A bus on which the numbers from 1 lie already where subscriptions read them. */
  async function openBus(records: number): Promise<Bus> {
    const open = await openBuses();
    const bus = await open();
    await publish(bus, count(records));
    const rows: string[] = [];
    bus.subscribe({ topic, group: "first", ...collect(rows) });
    await vi.waitFor(() => expect(rows).toHaveLength(records), patience);
    return bus;
  }

  test("the batch that comes next is made ready while one is handled, and is handed over as the same array", async () => {
    const bus = await openBus(8);
    const prepared: (readonly BusRecord[])[] = [];
    const handled: (readonly BusRecord[])[] = [];
    bus.subscribe({
      topic,
      group: "a",
      maxBatch: 3,
      maxWaitMs: 1,
      prepare: async (batch) => void prepared.push(batch),
      handle: async (batch) => void handled.push(batch),
    });
    await vi.waitFor(() => expect(handled.map(textsOf)).toEqual(["123", "456", "78"]), patience);
    // The last one isn't full: it may grow until it is handed over.
    expect(prepared.map(textsOf)).toEqual(["456"]);
    expect(prepared[0]).toBe(handled[1]);
  });

  test("what can't be made ready, or fails when it is handled, comes all the same, in order and once", async () => {
    const bus = await openBus(9);
    const handled: string[] = [];
    let failures = 2;
    bus.subscribe({
      topic,
      group: "a",
      maxBatch: 2,
      maxWaitMs: 1,
      backoff: quick,
      prepare: async () => {
        throw new Error("not today");
      },
      handle: async (batch) => {
        if (textsOf(batch) === "34" && failures-- > 0) throw new Error("no connection");
        handled.push(textsOf(batch));
      },
    });
    await vi.waitFor(() => expect(handled).toEqual(["12", "34", "56", "78", "9"]), patience);
  });

  test("what was read ahead is forgotten when records are asked for again", async () => {
    const bus = await openBus(6);
    const handled: string[] = [];
    let again: Promise<void> | undefined;
    const subscription = bus.subscribe({
      topic,
      group: "a",
      maxBatch: 2,
      maxWaitMs: 1,
      prepare: async (batch) => {
        again ??= subscription.replayFrom(batch[0]?.lane ?? "", 1);
      },
      handle: async (batch) => void handled.push(textsOf(batch)),
    });
    await vi.waitFor(() => expect(handled).toEqual(["12", "12", "34", "56"]), patience);
    await again;
  });
}
