import { Registry } from "prom-client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { observeAddresses } from "./peer-metrics.ts";

const [address, minuteMs] = ["http://10.0.0.7:9090", 60_000];

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** One that was up, fell, and answered a call. */
function observeOne() {
  const registry = new Registry();
  const observer = observeAddresses(registry, "identity");
  observer.status(address, "up");
  observer.status(address, "down");
  observer.ended(address, "ok");
  const shown = async () => (await registry.metrics()).split("\n").filter((line) => line.includes(address));
  return { observer, shown };
}

test("the counts of an address that is gone are shown for some minutes, and nothing of it after that", async () => {
  const { observer, shown } = observeOne();
  observer.gone(address);
  vi.advanceTimersByTime(4 * minuteMs);
  observer.ended(address, "failed");
  expect(await shown()).toHaveLength(3);
  vi.advanceTimersByTime(minuteMs);
  observer.ended(address, "failed");
  expect(await shown()).toEqual([]);
});

test("an address that comes back meanwhile keeps its counts", async () => {
  const { observer, shown } = observeOne();
  observer.gone(address);
  vi.advanceTimersByTime(4 * minuteMs);
  observer.status(address, "unknown");
  vi.advanceTimersByTime(10 * minuteMs);
  expect(await shown()).toHaveLength(3);
});
