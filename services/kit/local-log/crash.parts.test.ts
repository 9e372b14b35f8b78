import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, expect, test, vi } from "vitest";
import { tryLock } from "./process-lock.ts";
import { openLogReader } from "./reader.ts";
import { readWhole, temporaryFolder, textOf } from "./test-support.ts";

const children = new Set<ChildProcess>();

afterEach(async () => {
  await Promise.all([...children].map(kill));
});

function start(...args: string[]): ChildProcess {
  const child = spawn(process.execPath, [join(import.meta.dirname, "crash-child.ts"), ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.add(child);
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  children.delete(child);
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, "close");
  child.kill("SIGKILL");
  await closed;
}

/** Starts a writing process and kills it after so many lines; everything it printed was acknowledged. */
async function writeAndDie(directory: string, sync: string, lines: number) {
  const child = start(directory, sync);
  if (child.stdout === null) throw new Error("the child has no output");
  const acknowledged = new Map<number, string>();
  let lane = "";
  let killed: Promise<void> | undefined;
  const output = createInterface({ input: child.stdout });
  output.on("line", (line) => {
    if (lane === "") lane = line;
    else
      for (const pair of line.split(" "))
        acknowledged.set(Number(pair.split("=")[0]), pair.split("=")[1] ?? "");
    if (--lines <= 0) killed ??= kill(child);
  });
  await once(output, "close");
  await killed;
  // The kill may have cut the last line short.
  const last = Math.max(0, ...acknowledged.keys());
  acknowledged.delete(last);
  return { lane, acknowledged };
}

test.each([
  ["os", 12],
  ["always", 4],
])(
  "killed at random while appending in mode %s: what was acknowledged is there, and nothing else",
  async (sync, rounds) => {
    const directory = temporaryFolder();
    const lives = [];
    for (let round = 0; round < rounds; round++) {
      lives.push(await writeAndDie(directory, sync, 2 + Math.floor(Math.random() * 400)));
    }
    const reader = openLogReader({ directory });
    await reader.refresh();
    const states = new Map(reader.laneStates().map((state) => [state.lane, state]));
    expect(states.size).toBe(rounds);
    for (const { lane, acknowledged } of lives) {
      const { records, unreadable } = await readWhole(reader, lane, 1000);
      expect(states.get(lane)).toMatchObject({ state: "adopted", head: records.length });
      expect(records.map(({ seq }) => seq)).toEqual(records.map((_, index) => index + 1));
      // Every record is one that the child tried to write at that place; every acknowledged one is among them.
      for (const record of records)
        expect(textOf(record)).toBe(`${record.seq}:${"x".repeat(record.seq % 50)}`);
      for (const [seq, text] of acknowledged) expect(textOf(records[seq - 1] ?? missing(seq))).toBe(text);
      expect(unreadable).toEqual([]);
    }
    await reader.close();
  },
  60_000,
);

test("a reader follows a neighbour's lane, adopts it when the neighbour dies, and not before", async () => {
  const directory = temporaryFolder();
  const reader = openLogReader({ directory, adoptMs: 50 });
  const child = start(directory, "os");
  child.stdout?.resume();
  await vi.waitFor(() => expect(reader.laneStates()[0]?.head).toBeGreaterThan(500), { timeout: 10_000 });
  const [state] = reader.laneStates();
  const lane = state?.lane ?? "";
  // Not the whole lane: the neighbour may write faster than it is read.
  const early = await reader.read(lane, 1, { maxRecords: 500 });
  expect(early.unreadable).toEqual([]);
  expect(early.records.length).toBe(500);
  expect(state?.state).toBe("open");
  await kill(child);
  await vi.waitFor(() => expect(reader.laneStates()[0]?.state).toBe("adopted"), { timeout: 10_000 });
  const { records, unreadable } = await readWhole(reader, lane, 1000);
  expect(unreadable).toEqual([]);
  expect(reader.laneStates()[0]?.head).toBe(records.length);
  await reader.close();
}, 30_000);

test("a lock held by another process is taken, and free the moment that process is killed", async () => {
  const path = join(temporaryFolder(), "lock");
  const child = start("lock", path);
  const [said] = await once(child.stdout ?? missing(0), "data");
  expect(String(said)).toBe("got it\n");
  expect(tryLock(path)).toBeUndefined();
  await kill(child);
  const lock = tryLock(path);
  expect(lock).toBeDefined();
  const second = start("lock", path);
  const [answer] = await once(second.stdout ?? missing(0), "data");
  expect(String(answer)).toBe("taken\n");
  expect(tryLock(path)).toBeUndefined();
  lock?.release();
  tryLock(path)?.release();
});

function missing(seq: number): never {
  throw new Error(`${seq} was acknowledged and is not there`);
}
