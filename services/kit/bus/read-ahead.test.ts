import { expect, test, vi } from "vitest";
import { temporaryFolder } from "../local-log/test-support.ts";
import { openLocalBus } from "./local-bus.ts";
import type { BusRecord } from "./port.ts";

const patience = { timeout: 10_000, interval: 5 };
const textsOf = (batch: readonly BusRecord[]) =>
  batch.map(({ payload }) => Buffer.from(payload).toString()).join("");

async function openBus(texts: string) {
  const bus = openLocalBus({ topics: { events: { directory: temporaryFolder(), floorBytes: 0 } } });
  for (const text of texts) await bus.publish("events", { payload: Buffer.from(text) });
  return bus;
}

test("the batch that comes next is made ready while one is handled, and is handed over as the same array", async () => {
  const bus = await openBus("abcdefgh");
  const prepared: (readonly BusRecord[])[] = [];
  const handled: (readonly BusRecord[])[] = [];
  bus.subscribe({
    topic: "events",
    group: "a",
    maxBatch: 3,
    maxWaitMs: 1,
    prepare: async (batch) => void prepared.push(batch),
    handle: async (batch) => void handled.push(batch),
  });
  await vi.waitFor(() => expect(handled.map(textsOf)).toEqual(["abc", "def", "gh"]), patience);
  // The last one isn't full: it may grow until it is handed over.
  expect(prepared.map(textsOf)).toEqual(["def"]);
  expect(prepared[0]).toBe(handled[1]);
  await bus.close(1_000);
});

test("what can't be made ready, or fails when it is handled, comes all the same, in order and once", async () => {
  const bus = await openBus("abcdefghij");
  const handled: string[] = [];
  let failures = 2;
  bus.subscribe({
    topic: "events",
    group: "a",
    maxBatch: 2,
    maxWaitMs: 1,
    backoff: { firstMs: 1 },
    prepare: async () => {
      throw new Error("not today");
    },
    handle: async (batch) => {
      if (textsOf(batch) === "cd" && failures-- > 0) throw new Error("no connection");
      handled.push(textsOf(batch));
    },
  });
  await vi.waitFor(() => expect(handled).toEqual(["ab", "cd", "ef", "gh", "ij"]), patience);
  await bus.close(1_000);
});

test("what was read ahead is forgotten when records are asked for again", async () => {
  const bus = await openBus("abcdef");
  const handled: string[] = [];
  let again: Promise<void> | undefined;
  const subscription = bus.subscribe({
    topic: "events",
    group: "a",
    maxBatch: 2,
    maxWaitMs: 1,
    prepare: async (batch) => {
      if (again === undefined) again = subscription.replayFrom(batch[0]?.lane ?? "", 1);
    },
    handle: async (batch) => void handled.push(textsOf(batch)),
  });
  await vi.waitFor(() => expect(handled).toEqual(["ab", "ab", "cd", "ef"]), patience);
  await again;
  await bus.close(1_000);
});
