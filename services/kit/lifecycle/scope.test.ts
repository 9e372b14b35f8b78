import { pino } from "pino";
import { beforeEach, expect, test } from "vitest";
import { Scope } from "./scope.ts";

let events: string[];
let logged: string;
const log = pino(
  { level: "debug" },
  {
    write(line: string) {
      logged += line;
    },
  },
);

beforeEach(() => {
  events = [];
  logged = "";
});

function step(scope: Scope, name: string) {
  return scope.start(
    name,
    () => events.push(`+${name}`),
    () => events.push(`-${name}`),
  );
}

test("stops in reverse order, children in their place", async () => {
  const scope = new Scope("all", log);
  await step(scope, "a");
  const child = scope.child("part");
  await step(child, "b");
  await step(child, "c");
  await step(scope, "d");
  expect(await scope.stop()).toBe(true);
  expect(events).toEqual(["+a", "+b", "+c", "+d", "-d", "-c", "-b", "-a"]);
});

test("rolls back what was started when a step fails", async () => {
  const opening = Scope.open("all", log, async (scope) => {
    await step(scope, "a");
    await step(scope, "b");
    await scope.start("c", () => Promise.reject(new Error("no luck")));
  });
  await expect(opening).rejects.toThrow("no luck");
  expect(events).toEqual(["+a", "+b", "-b", "-a"]);
});

test("the signal fires before the first step is stopped", async () => {
  const scope = new Scope("all", log);
  scope.signal.addEventListener("abort", () => events.push("signal"));
  await step(scope, "a");
  await scope.stop();
  expect(events).toEqual(["+a", "signal", "-a"]);
});

test("a step that throws or hangs is named, and the others are stopped all the same", async () => {
  const scope = new Scope("all", log);
  await step(scope, "a");
  scope.onStop("throws", () => Promise.reject(new Error("broken pipe")));
  scope.onStop("hangs", () => new Promise(() => undefined), 5);
  expect(await scope.stop()).toBe(false);
  expect(events).toEqual(["+a", "-a"]);
  expect(logged).toContain("broken pipe");
  expect(logged).toContain("Stopping all/hangs was not done within 5 ms");
});

test("a child that does not stop cleanly makes its parent's stop unclean", async () => {
  const scope = new Scope("all", log);
  scope.child("part").onStop("throws", () => Promise.reject(new Error("no")));
  expect(await scope.stop()).toBe(false);
});

test("a step that comes up after its time is stopped again", async () => {
  const scope = new Scope("all", log);
  const slow = Promise.withResolvers<string>();
  const starting = scope.start(
    "slow",
    () => slow.promise,
    (value) => events.push(`-${value}`),
    { startTimeoutMs: 5 },
  );
  await expect(starting).rejects.toThrow("Starting all/slow was not done within 5 ms");
  slow.resolve("late");
  await expect.poll(() => events).toEqual(["-late"]);
});

test("repeated stops wait for the first, and nothing starts any more", async () => {
  const scope = new Scope("all", log);
  await step(scope, "a");
  await Promise.all([scope.stop(), scope.stop()]);
  expect(events).toEqual(["+a", "-a"]);
  await expect(step(scope, "b")).rejects.toThrow("all is stopping; b can't be started.");
});
