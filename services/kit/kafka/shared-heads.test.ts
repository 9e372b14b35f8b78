import { afterEach, expect, test, vi } from "vitest";
import { leaveLiveLane, liveLane, notify, onNotify } from "../local-log/live-lanes.ts";
import { followHeads, publishHeads, type SharedHeads, shareHeads } from "./shared-heads.ts";

const patience = { timeout: 10_000 };
const writing = "/log/of-the-writer";
const reading = "/log/of-the-reader";
const ends: (() => void)[] = [];

afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** Two lanes, whose heads the writing thread sets as it likes. */
function openLanes(heads = { a: 0, b: 0 }) {
  const shared = shareHeads(["a", "b"]);
  const calls = { count: 0, reach: () => undefined as unknown };
  const writers = (["a", "b"] as const).map((lane) => ({ directory: writing, head: () => heads[lane] }));
  ends.push(
    publishHeads(shared, writers, () => {
      calls.count += 1;
      calls.reach();
    }),
  );
  const write = (lane: "a" | "b", head: number) => {
    heads[lane] = head;
    notify(writing, "records");
  };
  return { shared, calls, write };
}

/** The side of the reading thread; counts how often its readers are called because there is more to read. */
function follow(shared: SharedHeads, everyMs: number) {
  const read = { times: 0 };
  ends.push(onNotify(reading, (change) => (read.times += change === "records" ? 1 : 0)));
  const { called } = followHeads(shared, reading, everyMs);
  ends.push(...shared.lanes.map((lane) => () => leaveLiveLane(reading, lane)));
  return { read, called };
}

const armed = (shared: SharedHeads) => Atomics.load(new Int32Array(shared.armed), 0) === 1;

test("the reading thread sees the heads of the lanes, each after its turn", () => {
  const { shared, write } = openLanes();
  follow(shared, 0);
  write("b", 3);
  write("a", 2 ** 40);
  expect([liveLane("a")?.head(), liveLane("b")?.head()]).toEqual([2 ** 40, 3]);
});

test("is called once, and not again before it asks for it", async () => {
  const { shared, calls, write } = openLanes();
  const { read, called } = follow(shared, 1);
  expect(armed(shared)).toBe(true);
  write("a", 1);
  write("a", 2);
  expect(calls.count).toBe(1);
  called();
  expect(read.times).toBe(1);
  await vi.waitFor(() => expect(armed(shared)).toBe(true), patience);
  write("b", 1);
  expect(calls.count).toBe(2);
});

test("what is written before it asks again is not missed, at any pace", async () => {
  for (const everyMs of [0, 1]) {
    const { shared, write } = openLanes();
    const { read, called } = follow(shared, everyMs);
    write("a", 1);
    called();
    write("a", 2);
    await vi.waitFor(() => expect(read.times).toBe(2), patience);
    await vi.waitFor(() => expect(armed(shared)).toBe(true), patience);
    expect(read.times).toBe(2);
  }
});

test("what was written before it began is not missed either", () => {
  const { shared } = openLanes({ a: 0, b: 1 });
  expect(follow(shared, 0).read.times).toBe(1);
});

test("when it is ended the heads stay as they are, and nobody is called", () => {
  const { shared, calls, write } = openLanes();
  follow(shared, 0);
  ends.shift()?.();
  write("a", 1);
  expect([liveLane("a")?.head(), calls.count]).toEqual([0, 0]);
});
