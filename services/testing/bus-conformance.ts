import { describe } from "vitest";
import { deliveryTests } from "./bus-conformance/delivery.ts";
import { endingTests } from "./bus-conformance/endings.ts";
import { failureTests } from "./bus-conformance/failures.ts";
import { type BusHarness, busesOf } from "./bus-conformance/harness.ts";
import { positionTests } from "./bus-conformance/positions.ts";
import { readingAheadTests } from "./bus-conformance/reading-ahead.ts";

/** The suite every adapter of the bus passes. `makeHarness` is called once for each test. */
export function busConformance(name: string, makeHarness: () => Promise<BusHarness>): void {
  describe(`bus: ${name}`, { timeout: 30_000 }, () => {
    const openBuses = busesOf(makeHarness);
    describe("delivery", () => deliveryTests(openBuses));
    describe("reading ahead", () => readingAheadTests(openBuses));
    describe("positions", () => positionTests(openBuses));
    describe("failures", () => failureTests(openBuses));
    describe("endings", () => endingTests(openBuses));
  });
}
