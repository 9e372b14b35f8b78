import { once } from "node:events";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { handleSignals, type SignalOptions } from "./signals.ts";

const patience = { timeout: 10_000 };
const events = ["SIGHUP", "SIGTERM", "SIGINT", "unhandledRejection", "uncaughtException"] as const;
const listenersNow = () => [
  ...events.map((event) => process.listenerCount(event)),
  ...[process.stdout, process.stderr].map((stream) => stream.listenerCount("error")),
];

let did: string[];
let crash: (error: Error) => void;
let undo = () => undefined as unknown;

const log = pino(
  { level: "debug" },
  {
    write(line: string) {
      const { msg, err } = JSON.parse(line);
      did.push(err === undefined ? msg : `${msg}: ${err.message}`);
    },
  },
);

beforeEach(() => {
  did = [];
  vi.useFakeTimers({ toFake: ["performance"] });
});
afterEach(() => {
  undo();
  vi.useRealTimers();
});

/** Ties this process to its signals; an exit is only written down. */
function begin(options: Pick<SignalOptions, "stop"> & Partial<SignalOptions>): void {
  const others = new Set(process.listeners("uncaughtException"));
  undo = handleSignals({ log, exit: (code) => did.push(`exit ${code}`), ...options });
  const [mine] = process.listeners("uncaughtException").filter((it) => !others.has(it));
  crash = (error) => mine?.call(process, error, "uncaughtException");
}

async function send(signal: NodeJS.Signals): Promise<void> {
  const arrived = once(process, signal);
  process.kill(process.pid, signal);
  await arrived;
}

const stopping = "Stopping; send the signal again to exit at once";
const stop = async () => did.push("stop") > 0;

test("a flush that fails is logged and keeps neither the others nor the exit", async () => {
  begin({ stop, flush: [() => Promise.reject(new Error("disk full")), () => did.push("flush")] });
  await send("SIGHUP");
  await vi.waitFor(() => expect(did).toContain("exit 0"), patience);
  expect(did).toEqual([stopping, "stop", "A flush before the exit failed: disk full", "flush", "exit 0"]);
});

test("a stop that fails is logged, and the exit is not a clean one", async () => {
  begin({ stop: () => Promise.reject(new Error("no way")), flush: [() => did.push("flush")] });
  await send("SIGTERM");
  await vi.waitFor(() => expect(did).toContain("exit 1"), patience);
  expect(did).toEqual([stopping, "The stop failed: no way", "flush", "exit 1"]);
});

test("a second press does not wait for the stop: the code is 128 and the signal's number", async () => {
  begin({ stop: () => new Promise(() => undefined) });
  await send("SIGHUP");
  await send("SIGTERM");
  expect(did).toEqual([stopping]);
  vi.advanceTimersByTime(500);
  await send("SIGTERM");
  expect(did).toEqual([stopping, "exit 143"]);
});

test("a crash flushes without the orderly stop; one more ends it at once, unlogged", async () => {
  const flushed = Promise.withResolvers<void>();
  begin({ stop, flush: [() => flushed.promise] });
  crash(new Error("first"));
  crash(new Error("second"));
  expect(did).toEqual(["Unhandled error; the process ends: first", "exit 1"]);
  flushed.resolve();
  await vi.waitFor(() => expect(did).toHaveLength(3), patience);
  expect(did.at(-1)).toBe("exit 1");
});

test("a crash during the stop is logged and leaves the stop its time", async () => {
  const stopped = Promise.withResolvers<boolean>();
  begin({ stop: () => stopped.promise });
  await send("SIGHUP");
  crash(new Error("late"));
  stopped.resolve(true);
  await vi.waitFor(() => expect(did).toContain("exit 0"), patience);
  expect(did).toEqual([stopping, "Unhandled error; the process ends: late", "exit 0"]);
});

test("that nobody reads the output is no crash; that it can't be written is one", async () => {
  begin({ stop });
  process.stderr.emit("error", Object.assign(new Error("nobody"), { code: "EPIPE" }));
  expect(did).toEqual([]);
  process.stderr.emit("error", Object.assign(new Error("bad disk"), { code: "EIO" }));
  await vi.waitFor(() => expect(did).toContain("exit 1"), patience);
  expect(did).toEqual(["Unhandled error; the process ends: bad disk", "exit 1"]);
});

test("when it is undone nothing of it is left", () => {
  const before = listenersNow();
  begin({ stop });
  expect(listenersNow()).toEqual(before.map((count) => count + 1));
  undo();
  expect(listenersNow()).toEqual(before);
});
