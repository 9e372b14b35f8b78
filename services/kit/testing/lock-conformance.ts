import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test, vi } from "vitest";
import type { Lock, Locks } from "../lock/lock.ts";

const patience = { timeout: 20_000, interval: 10 };
const longMs = 600_000;

/** An adapter on a real store, and what the tests do to that store. */
export interface LockWorld {
  /** What another process has of the locks. */
  open(): Locks;
  /** As if the store's clock jumped: the lease of a lock is over now, or ends later than it was asked for. */
  jump(name: string, way: "over" | "later"): Promise<void>;
  /** The store answers nobody until it is back. */
  goAway(): Promise<void>;
  comeBack(): Promise<void>;
  /** Arguments for `lock/test/hold-lock.ts`, which holds a lock of this store in a process of its own. */
  readonly holder: readonly string[];
}

const holderFile = new URL("../lock/test/hold-lock.ts", import.meta.url).pathname;

/** What every adapter of the port does. `world` is asked for once in each test. */
export function lockConformance(world: () => LockWorld): void {
  let count = 0;
  const fresh = () => `lock-${process.pid}-${count++}`;

  test("one holds it; the next gets it when it is released, with a greater token", async () => {
    const [first, second] = [world().open(), world().open()];
    const name = fresh();
    let last = 0;
    for (let turn = 0; turn < 10; turn++) {
      const lock = await taken(turn % 2 === 0 ? first : second, name, longMs);
      expect(lock.token).toBeGreaterThan(last);
      last = lock.token;
      expect(await first.tryAcquire(name)).toBeNull();
      expect(await second.tryAcquire(name)).toBeNull();
      await lock.release();
      await lock.release();
      expect(lock.lost.aborted).toBe(false);
    }
    const other = await taken(first, fresh(), longMs);
    await other.release();
  });

  test("of many who come at the same time one gets it", async () => {
    const all = Array.from({ length: 5 }, () => world().open());
    const name = fresh();
    const tries = await Promise.all(
      all.flatMap((locks) => Array.from({ length: 4 }, () => locks.tryAcquire(name, { leaseMs: longMs }))),
    );
    const locks = tries.filter((lock) => lock !== null);
    expect(locks).toHaveLength(1);
    await locks[0]?.release();
  });

  test("it is renewed for as long as its holder lives, whatever the wall clock of the process says", async () => {
    const [first, second] = [world().open(), world().open()];
    const name = fresh();
    const lock = await taken(first, name, 5_000);
    const begin = performance.now();
    vi.useFakeTimers({ toFake: ["Date"] });
    try {
      for (const jumpMs of [86_400_000, -86_400_000]) {
        vi.setSystemTime(Date.now() + jumpMs);
        const goOn = performance.now() + 3_000;
        await vi.waitUntil(() => performance.now() > goOn, patience);
        expect(lock.lost.aborted).toBe(false);
        expect(await second.tryAcquire(name)).toBeNull();
      }
    } finally {
      vi.useRealTimers();
    }
    expect(performance.now() - begin).toBeGreaterThan(5_000);
    await lock.release();
  });

  test("the lock of a process that was killed is free when its lease is over", async () => {
    const { open, holder } = world();
    const name = fresh();
    const child = spawn(process.execPath, [holderFile, ...holder, name, "5000"], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    try {
      const token = await firstNumber(child);
      const locks = open();
      expect(await locks.tryAcquire(name)).toBeNull();
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
      const lock = await eventually(locks, name);
      expect(lock.token).toBeGreaterThan(token);
      await lock.release();
    } finally {
      child.kill("SIGKILL");
    }
  });

  test("a lease that the store's clock ends early is told to its holder; its token is the smaller one", async () => {
    const { open, jump } = world();
    const [first, second] = [open(), open()];
    const name = fresh();
    const old = await taken(first, name, 3_000);
    await jump(name, "over");
    const lock = await taken(second, name, longMs);
    expect(lock.token).toBeGreaterThan(old.token);
    await vi.waitUntil(() => old.lost.aborted, patience);
    // What the old holder does late is refused where it is written.
    let seen = 0;
    const write = (token: number) => {
      if (token < seen) return false;
      seen = token;
      return true;
    };
    expect([write(lock.token), write(old.token), write(lock.token)]).toEqual([true, false, true]);
    await old.release();
    expect(await first.tryAcquire(name)).toBeNull();
    await lock.release();
  });

  test("a lease that the store's clock prolongs holds others off and harms nobody", async () => {
    const { open, jump } = world();
    const name = fresh();
    const lock = await taken(open(), name, 3_000);
    await jump(name, "later");
    expect(await open().tryAcquire(name)).toBeNull();
    await lock.release();
    await (await taken(open(), name, longMs)).release();
  });

  test("with the store away the lock is lost before its lease is over; afterwards it goes on", async () => {
    const { open, goAway, comeBack } = world();
    const locks = open();
    const name = fresh();
    const lock = await taken(locks, name, 2_000);
    await goAway();
    try {
      await vi.waitUntil(() => lock.lost.aborted, patience);
      await expect(locks.tryAcquire(name)).rejects.toThrow();
      await lock.release();
    } finally {
      await comeBack();
    }
    const next = await eventually(locks, name);
    expect(next.token).toBeGreaterThan(lock.token);
    await next.release();
  });
}

/** Takes what nobody has. */
export async function taken(locks: Locks, name: string, leaseMs: number): Promise<Lock> {
  const lock = await locks.tryAcquire(name, { leaseMs });
  if (lock === null) throw new Error(`${name} is held by another.`);
  return lock;
}

/** Takes it as soon as it is free and the store answers. */
export async function eventually(locks: Locks, name: string): Promise<Lock> {
  return await vi.waitFor(() => taken(locks, name, longMs), patience);
}

async function firstNumber(child: ChildProcess): Promise<number> {
  const [chunk] = await once(child.stdout ?? child, "data", { signal: AbortSignal.timeout(20_000) });
  return Number(chunk);
}
