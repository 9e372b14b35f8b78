import { expect, test, vi } from "vitest";
import { boundMs, collect, count, type OpenBuses, patience, publish, textOf, topic } from "./harness.ts";

/** How a subscription ends, and who goes on in its place. */
export function endingTests(openBuses: OpenBuses): void {
  test("drain resolves when everything before it is handled", async () => {
    const open = await openBuses();
    const bus = await open();
    const rows: string[] = [];
    const subscription = bus.subscribe({ topic, group: "a", maxBatch: 9, ...collect(rows) });
    await publish(bus, count(500));
    expect(await subscription.drain(boundMs)).toBe(true);
    expect(rows).toEqual(count(500));
  });

  test("stop finishes the batch in hand, takes no other, and leaves the rest for the next start", async () => {
    const open = await openBuses();
    const first = await open();
    await publish(first, count(30));
    const rows: string[] = [];
    let stopped: Promise<void> | undefined;
    const subscription = first.subscribe({
      topic,
      group: "a",
      maxBatch: 10,
      handle: async (batch) => {
        stopped ??= subscription.stop(boundMs);
        await new Promise(setImmediate);
        rows.push(...batch.map(textOf));
      },
    });
    await vi.waitFor(() => expect(stopped).toBeDefined(), patience);
    await stopped;
    expect(rows).toEqual(count(10));
    first.subscribe({ topic, group: "a", ...collect(rows) });
    await vi.waitFor(() => expect(rows).toEqual(count(30)), patience);
  });

  test("stop is bounded: a handler past its time sees its signal, one in back-off ends at once", async () => {
    const open = await openBuses();
    const bus = await open();
    await publish(bus, ["1"]);
    const aborted = vi.fn();
    const hanging = bus.subscribe({
      topic,
      group: "hanging",
      handle: (_batch, signal) =>
        new Promise((_, fail) =>
          signal.addEventListener("abort", () => {
            aborted();
            fail(signal.reason);
          }),
        ),
    });
    const waiting = vi.fn(() => Promise.reject(new Error("no connection")));
    const retrying = bus.subscribe({
      topic,
      group: "retrying",
      backoff: { firstMs: 600_000 },
      handle: waiting,
    });
    await vi.waitFor(() => expect(waiting).toHaveBeenCalledOnce(), patience);
    await vi.waitFor(async () => expect((await hanging.lag()).oldestAgeMs).toBeGreaterThan(0), patience);
    await Promise.all([hanging.stop(20), retrying.stop(60_000)]);
    expect(aborted).toHaveBeenCalledOnce();
    expect(waiting).toHaveBeenCalledOnce();
  });

  test("within a group one subscription at a time gets records; the other takes over when it stops", async () => {
    const open = await openBuses();
    const [one, other] = [await open(), await open()];
    const rows: string[] = [];
    const taken: string[] = [];
    const first = one.subscribe({ topic, group: "a", ...collect(rows) });
    await publish(one, ["1"]);
    await vi.waitFor(() => expect(rows).toEqual(["1"]), patience);
    other.subscribe({ topic, group: "a", ...collect(taken) });
    await publish(other, ["2"]);
    await vi.waitFor(() => expect(rows).toEqual(["1", "2"]), patience);
    await first.stop(boundMs);
    await publish(one, ["3"]);
    await vi.waitFor(() => expect(taken).toEqual(["3"]), patience);
  });
}
