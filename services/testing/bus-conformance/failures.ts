import type { RetryReport, SubscribeOptions } from "@waypost/kit/bus/port.ts";
import { expect, test, vi } from "vitest";
import { boundMs, count, type OpenBuses, patience, publish, quick, textOf, topic } from "./harness.ts";

/** What a failing handler does: nothing but another try, or a record set aside. */
export function failureTests(openBuses: OpenBuses): void {
  test("a throwing handler never ends the subscription, and the batch comes again in order", async () => {
    const open = await openBuses();
    const retries: RetryReport[] = [];
    const bus = await open({ retry: (report) => retries.push(report) });
    const rows: string[] = [];
    let failures = 4;
    const failing: SubscribeOptions["handle"] = (batch) => {
      if (failures-- > 0) throw new TypeError("not even a promise");
      rows.push(...batch.map(textOf));
      return Promise.resolve();
    };
    bus.subscribe({ topic, group: "a", backoff: quick, handle: failing });
    await publish(bus, count(10));
    await vi.waitFor(() => expect(rows).toEqual(count(10)), patience);
    expect(retries.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4]);
    await publish(bus, ["after"]);
    await vi.waitFor(() => expect(rows.at(-1)).toBe("after"), patience);
  });

  test("a poisoned record is found, tried as often as it may, set aside; the others pass in order", async () => {
    const open = await openBuses();
    const bus = await open();
    const rows: string[] = [];
    const aside: string[] = [];
    let alone = 0;
    await publish(bus, count(33));
    let outage = 3;
    const subscription = bus.subscribe({
      topic,
      group: "a",
      backoff: quick,
      handle: async (batch) => {
        if (outage-- > 0) throw new Error("no connection");
        if (batch.some((record) => textOf(record) === "17")) {
          if (batch.length === 1) alone++;
          throw new RangeError("bad record");
        }
        rows.push(...batch.map(textOf));
      },
      poison: {
        isPoison: (error) => error instanceof RangeError,
        attempts: 3,
        setAside: async (record) => void aside.push(textOf(record)),
      },
    });
    expect(await subscription.drain(boundMs)).toBe(true);
    expect(rows).toEqual(count(33).filter((text) => text !== "17"));
    expect({ aside, alone }).toEqual({ aside: ["17"], alone: 3 });
  });
}
