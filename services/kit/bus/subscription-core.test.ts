import { expect, test } from "vitest";
import { SubscriptionCore } from "./subscription-core.ts";
import { systemTimers } from "./timers.ts";

const store = { load: async () => new Map() };

function makeCore(): SubscriptionCore {
  const options = { topic: "clicks", group: "a", handle: async () => undefined };
  return new SubscriptionCore(options, { observer: {}, timers: systemTimers, log: undefined });
}

test("work between batches that fails is told to who asked for it, and what waits behind it is done", async () => {
  const core = makeCore();
  const done: string[] = [];
  const broken = core.betweenBatches(() => Promise.reject(new Error("no such lane")));
  const behind = core.betweenBatches(async () => void done.push("behind"));
  const told = expect(broken).rejects.toThrow("no such lane");
  await core.settle(store, () => 0);
  await told;
  await behind;
  expect(done).toEqual(["behind"]);
});

test("what waits for the end of a batch is refused when the subscription stops, and not done", async () => {
  const core = makeCore();
  const done: string[] = [];
  const waiting = core.betweenBatches(async () => void done.push("late"));
  const told = expect(waiting).rejects.toThrow("the subscription of a has stopped");
  await core.stop(1_000, Promise.resolve());
  await told;
  await core.settle(store, () => 0);
  expect(done).toEqual([]);
  await expect(core.betweenBatches(async () => void done.push("later"))).rejects.toThrow(
    "the subscription of a has stopped",
  );
});

test("a stop wakes a subscription that rests", async () => {
  const core = makeCore();
  const resting = core.wake.sleep(3_600_000);
  await core.stop(1_000, resting);
  await expect(resting).resolves.toBeUndefined();
});
