import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import { bounded } from "../lifecycle/bounded.ts";
import { pause } from "../lifecycle/pause.ts";
import type { BackgroundTask, BackgroundWork } from "../lifecycle/spawn.ts";
import type { Holding, Lock, LockOptions, LockStore, Locks } from "./lock.ts";

export interface LeasedLocksOptions {
  readonly store: LockStore;
  /** Runs the renewals; when it stops, locks that were not released are lost with their leases. */
  readonly background: BackgroundWork;
  /** Who holds the locks, in names of background work. */
  readonly owner: string;
  readonly log: Logger;
}

/** Of the lease, for the two clocks not going at quite the same speed. */
const safeShare = 0.9;

/** Locks of any store, with their renewal. No wall clock of this process is looked at. */
export class LeasedLocks implements Locks {
  readonly #options: LeasedLocksOptions;

  constructor(options: LeasedLocksOptions) {
    this.#options = options;
  }

  async tryAcquire(name: string, { leaseMs = 15_000 }: LockOptions = {}): Promise<Lock | null> {
    const { store, background, owner: by, log } = this.#options;
    const owner = randomUUID();
    const askedAt = performance.now();
    const token = await store.take(name, owner, leaseMs);
    if (token === null) return null;
    const lost = new AbortController();
    const released = new AbortController();
    const holding: Holding = { name, owner, token };
    const until = askedAt + leaseMs * safeShare;
    const free = () =>
      // It ends with its lease all the same.
      bounded("Releasing a lock", leaseMs, store.free(holding)).catch((error: unknown) =>
        log.warn({ err: error, lock: name }, "A lock could not be released; it ends with its lease"),
      );
    const renew = async (stopping: AbortSignal) => {
      const signal = AbortSignal.any([stopping, released.signal]);
      const why = await this.#renew(holding, leaseMs, until, signal);
      if (released.signal.aborted) return;
      log.warn({ lock: name, token, why }, "A lock was lost");
      lost.abort(new Error(`The lock ${name} was lost: ${why}.`));
    };
    let renewal: BackgroundTask;
    try {
      renewal = background.spawn(`lock ${name}`, by, renew);
    } catch (error) {
      // The process is stopping: nobody would renew it, nor release it.
      await free();
      throw error;
    }
    return {
      ...holding,
      lost: lost.signal,
      async release() {
        released.abort();
        await renewal.ended;
        if (!lost.signal.aborted) await free();
      },
    };
  }

  /** Renews until the signal fires or the lock is lost; answers why. */
  async #renew(holding: Holding, leaseMs: number, firstUntil: number, signal: AbortSignal): Promise<string> {
    const { store } = this.#options;
    let until = firstUntil;
    let waitMs = leaseMs / 3;
    for (;;) {
      await pause(Math.min(waitMs, Math.max(until - performance.now(), 0)), signal);
      const askedAt = performance.now();
      if (askedAt >= until) return "it could not be renewed in time";
      if (signal.aborted) return "the process is stopping";
      try {
        if (!(await bounded("Renewing a lock", until - askedAt, store.renew(holding, leaseMs))))
          return "another may hold it";
        until = askedAt + leaseMs * safeShare;
        waitMs = leaseMs / 3;
      } catch {
        // The store is away or late: tried again until the lease is over.
        waitMs = leaseMs / 10;
      }
    }
  }
}
