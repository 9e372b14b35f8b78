import { type ProcessLock, tryLock } from "../local-log/process-lock.ts";
import { systemTimers } from "./timers.ts";

/** How a subscription that stands by tells of it. */
export interface StandByObserver {
  /** Another subscription of the group is at work; told once. */
  waiting(): void;
  failed(error: unknown): void;
}

const everyMs = 1000;

/**
 * Takes the lock of a group, which one subscription of all processes on this disk can hold: two of one group would
 * give everything twice. Tries once a second until the other has ended or died; undefined when `stopping` came first.
 */
export async function standBy(
  lockPath: string,
  stopping: AbortSignal,
  observer: StandByObserver,
): Promise<ProcessLock | undefined> {
  let told = false;
  while (!stopping.aborted) {
    try {
      const lock = tryLock(lockPath);
      if (lock !== undefined) return lock;
      if (!told) observer.waiting();
      told = true;
    } catch (error) {
      observer.failed(error);
    }
    await systemTimers.sleep(everyMs, stopping);
  }
  return undefined;
}
