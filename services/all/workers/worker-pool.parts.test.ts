import cluster, { type Worker } from "node:cluster";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { isAlive } from "../test/product.ts";
import { WorkerPool } from "./worker-pool.ts";

const patience = { timeout: 20_000, interval: 10 };
const log = pino({ level: "silent" });

/** Leaves a file named for itself, answers, and ends as its place in the environment says. */
const program = `import { writeFileSync } from "node:fs";
const { FOLDER, WORKER_INDEX, MOOD } = process.env;
writeFileSync(FOLDER + "/" + WORKER_INDEX + "-" + process.pid, MOOD);
await new Promise((sent) => process.send("something else", sent));
if (MOOD === "dies") process.exit(3);
process.on("message", (message) => {
  if (message === "stop" && MOOD !== "deaf") process.exit(0);
});
process.send("ready");
`;

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "waypost-workers-"));
  writeFileSync(join(folder, "worker.mjs"), program);
  cluster.setupPrimary({ exec: join(folder, "worker.mjs"), execArgv: [], silent: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let born: string;
beforeEach(() => {
  born = mkdtempSync(join(folder, "born-"));
});

/** Workers whose mood may be another at each birth. */
function poolOf(moodOf: (index: number) => string = () => "obeys"): WorkerPool {
  const environmentOf = (index: number) => ({ FOLDER: born, MOOD: moodOf(index) });
  const pool = new WorkerPool({ log, environmentOf, minDelayMs: 1, maxDelayMs: 20 });
  onTestFinished(() => pool.stop(10_000));
  return pool;
}

/** Numbers and process ids of all workers that ever were. */
const workers = () => readdirSync(born).map((name) => name.split("-").map(Number));
const pidsOf = (index: number) => workers().flatMap(([place, pid = 0]) => (place === index ? [pid] : []));

function childrenNow(): Worker[] {
  return Object.values(cluster.workers ?? {}).flatMap((worker) => (worker === undefined ? [] : [worker]));
}

test("all answer when the start is over, each by its number and in its environment", async () => {
  await poolOf((index) => `mood ${index}`).start(2);
  expect(
    workers()
      .map(([index]) => index)
      .sort(),
  ).toEqual([1, 2]);
  for (const [index, pid = 0] of workers()) {
    expect(isAlive(pid)).toBe(true);
    expect(readFileSync(join(born, `${index}-${pid}`), "utf8")).toBe(`mood ${index}`);
  }
});

test("a worker that ends before it answers fails the start, and is not replaced", async () => {
  const pool = poolOf((index) => (index === 2 ? "dies" : "obeys"));
  await expect(pool.start(2)).rejects.toThrow("Worker 2 ended while it started; its reason stands above.");
  await pool.stop(10_000);
  expect(pidsOf(2)).toHaveLength(1);
});

test("one that dies later is replaced by one of its number, again and again until it lives", async () => {
  let deaths = 0;
  const pool = poolOf(() => (deaths++ > 1 && deaths < 6 ? "dies" : "obeys"));
  await pool.start(2);
  const [killed = 0] = pidsOf(1);
  const [other = 0] = pidsOf(2);
  process.kill(killed, "SIGKILL");
  await vi.waitFor(() => expect(pidsOf(1).length).toBeGreaterThan(4), patience);
  await vi.waitFor(() => expect(pidsOf(1).filter(isAlive)).toHaveLength(1), patience);
  expect([pidsOf(2), isAlive(other)]).toEqual([[other], true]);
});

test("a stop lets each finish", async () => {
  const pool = poolOf();
  await pool.start(2);
  const exits = childrenNow().map((worker) => once(worker, "exit"));
  await pool.stop(20_000);
  expect(await Promise.all(exits)).toEqual([
    [0, null],
    [0, null],
  ]);
});

test("who does not finish in time is killed, and not replaced", async () => {
  const pool = poolOf(() => "deaf");
  await pool.start(1);
  const exits = childrenNow().map((worker) => once(worker, "exit"));
  await pool.stop(50);
  expect(await Promise.all(exits)).toEqual([[null, "SIGKILL"]]);
  expect(pidsOf(1)).toHaveLength(1);
});

test("who is dead at the stop is not replaced any more", async () => {
  const pool = poolOf();
  await pool.start(1);
  const exits = childrenNow().map((worker) => once(worker, "exit"));
  process.kill(pidsOf(1)[0] ?? 0, "SIGKILL");
  await Promise.all(exits);
  await pool.stop(20_000);
  // Takes longer than the pause before a replacement.
  await poolOf().start(2);
  expect(pidsOf(1)).toHaveLength(2);
});
