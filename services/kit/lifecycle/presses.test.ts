import { once } from "node:events";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { onPresses } from "./presses.ts";

const presses: [number, NodeJS.Signals][] = [];
let undo: () => void;

beforeEach(() => {
  // Half a second is half a second here, however slow the machine is.
  vi.useFakeTimers({ toFake: ["performance"] });
  presses.length = 0;
  undo = onPresses(["SIGHUP", "SIGUSR2"], (press, signal) => presses.push([press, signal]));
});
afterEach(() => {
  undo();
  vi.useRealTimers();
});

/** Sends this process a signal, resolved when it has arrived. */
async function send(signal: NodeJS.Signals): Promise<void> {
  const arrived = once(process, signal);
  process.kill(process.pid, signal);
  await arrived;
}

test("a signal that arrives again within half a second is the same press, of whatever kind", async () => {
  await send("SIGHUP");
  vi.advanceTimersByTime(499);
  await send("SIGHUP");
  await send("SIGUSR2");
  expect(presses).toEqual([[1, "SIGHUP"]]);
});

test("later it is another press; what is swallowed doesn't put that off", async () => {
  await send("SIGHUP");
  vi.advanceTimersByTime(400);
  await send("SIGHUP");
  vi.advanceTimersByTime(100);
  await send("SIGUSR2");
  vi.advanceTimersByTime(500);
  await send("SIGHUP");
  expect(presses).toEqual([
    [1, "SIGHUP"],
    [2, "SIGUSR2"],
    [3, "SIGHUP"],
  ]);
});

test("when it is undone nobody listens any more", () => {
  const listeners = () => process.listenerCount("SIGHUP") + process.listenerCount("SIGUSR2");
  const before = listeners();
  undo();
  expect(listeners()).toBe(before - 2);
});
