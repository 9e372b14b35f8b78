import { once } from "node:events";
import { pino } from "pino";
import { expect, test } from "vitest";
import { type BackgroundObserver, BackgroundWork } from "./spawn.ts";

function guard() {
  const seen: string[] = [];
  let logged = "";
  const observer: BackgroundObserver = {
    started: (name, owner) => seen.push(`started ${owner}/${name}`),
    ended: (name, owner, outcome) => seen.push(`${outcome} ${owner}/${name}`),
  };
  const log = pino(
    {},
    {
      write(line: string) {
        logged += line;
      },
    },
  );
  return { work: new BackgroundWork(log, observer), seen, logged: () => logged };
}

test("an error is logged and counted, and goes no further", async () => {
  const { work, seen, logged } = guard();
  const task = work.spawn("poll", "links", () => Promise.reject(new Error("boom")));
  await task.ended;
  expect(seen).toEqual(["started links/poll", "failed links/poll"]);
  expect(logged()).toContain("boom");
  expect(work.running).toEqual([]);
});

test("a task that throws before its first await is guarded as well", async () => {
  const { work, seen } = guard();
  await work.spawn("poll", "links", () => {
    throw new Error("boom");
  }).ended;
  expect(seen).toContain("failed links/poll");
});

test("begins again after a failure when told so, until it returns", async () => {
  const { work, seen } = guard();
  let runs = 0;
  const task = async () => {
    runs++;
    if (runs < 3) throw new Error("not yet");
  };
  await work.spawn("poll", "links", task, { restart: "on-failure", minDelayMs: 1 }).ended;
  expect(runs).toBe(3);
  expect(seen.filter((it) => it.startsWith("failed"))).toHaveLength(2);
  expect(seen.at(-1)).toBe("done links/poll");
});

test("stop fires the signal of each task and waits for all of them", async () => {
  const { work } = guard();
  const ended: string[] = [];
  for (const name of ["a", "b"]) {
    work.spawn(name, "links", async (signal) => {
      await once(signal, "abort");
      ended.push(name);
    });
  }
  expect(await work.stop()).toBe(true);
  expect(ended).toEqual(["a", "b"]);
  expect(() => work.spawn("c", "links", async () => undefined)).toThrow("the process is stopping");
});

test("stop cuts the pause before a restart short", async () => {
  const { work, seen } = guard();
  work.spawn("poll", "links", () => Promise.reject(new Error("boom")), {
    restart: "on-failure",
    minDelayMs: 3_600_000,
  });
  await expect.poll(() => seen).toContain("failed links/poll");
  expect(await work.stop()).toBe(true);
  expect(seen).toEqual(["started links/poll", "failed links/poll"]);
});

test("a task that ignores its signal is named", async () => {
  const { work, logged } = guard();
  work.spawn("deaf", "links", () => new Promise(() => undefined));
  expect(await work.stop(5)).toBe(false);
  expect(logged()).toContain("deaf");
});
