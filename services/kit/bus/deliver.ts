import { type BackoffOptions, backoffMs } from "./backoff.ts";
import type { BusRecord, PoisonOptions } from "./port.ts";
import type { Timers } from "./timers.ts";

export interface DeliverOptions {
  handle(batch: readonly BusRecord[], signal: AbortSignal): Promise<void>;
  readonly poison?: PoisonOptions | undefined;
  readonly backoff?: BackoffOptions | undefined;
  readonly timers: Timers;
  /** Ends the waiting between attempts; no further one is made. */
  readonly stopping: AbortSignal;
  /** Tells a handler that is at work to give up. */
  readonly signal: AbortSignal;
  /** Told of every part of the batch that is done with, in order. */
  onHandled(batch: readonly BusRecord[]): Promise<void>;
  onRetry(attempt: number, delayMs: number, error: unknown): void;
  onPoison(error: unknown): void;
  /** Whether the failure means that the batch is no longer wanted as it is: no further attempt is made. */
  isVoid?: ((error: unknown) => boolean) | undefined;
}

/**
 * Hands the batch to the handler until it is handled; false when it was stopped first, or is void.
 *
 * A failure that may lie in the records halves the batch, so that the good ones pass and the bad ones are found; a
 * record that fails alone as often as it may is set aside. Every other failure waits longer each time and tries again.
 */
export async function deliver(batch: readonly BusRecord[], options: DeliverOptions): Promise<boolean> {
  const { poison, signal, stopping } = options;
  let failures = 0;
  let blamed = 0;
  while (!stopping.aborted) {
    const error = await attempt(() => options.handle(batch, signal));
    if (error === undefined) {
      await options.onHandled(batch);
      return true;
    }
    if (signal.aborted || options.isVoid?.(error.cause)) return false;
    if (poison?.isPoison(error.cause)) {
      if (batch.length > 1) return deliverHalves(batch, options);
      blamed++;
      if (blamed >= (poison.attempts ?? 5)) return setAside(batch, error.cause, poison, options);
    }
    failures++;
    await wait(failures, error.cause, options);
  }
  return false;
}

async function deliverHalves(batch: readonly BusRecord[], options: DeliverOptions): Promise<boolean> {
  const middle = batch.length >>> 1;
  // In order: the second half holds later records of the same lanes.
  return (await deliver(batch.slice(0, middle), options)) && deliver(batch.slice(middle), options);
}

async function setAside(
  batch: readonly BusRecord[],
  reason: unknown,
  poison: PoisonOptions,
  options: DeliverOptions,
): Promise<boolean> {
  options.onPoison(reason);
  for (const record of batch) {
    if (!(await untilDone(() => poison.setAside(record, reason, options.signal), options))) return false;
  }
  await options.onHandled(batch);
  return true;
}

/** Does the work, at least once, until it resolves; false when it was stopped first. */
export async function untilDone(
  work: () => Promise<void>,
  options: Pick<DeliverOptions, "backoff" | "timers" | "stopping" | "onRetry">,
): Promise<boolean> {
  for (let failures = 1; ; failures++) {
    const error = await attempt(work);
    if (error === undefined) return true;
    if (options.stopping.aborted) return false;
    await wait(failures, error.cause, options);
    if (options.stopping.aborted) return false;
  }
}

async function wait(
  failures: number,
  error: unknown,
  options: Pick<DeliverOptions, "backoff" | "timers" | "stopping" | "onRetry">,
): Promise<void> {
  const delayMs = backoffMs(failures, options.backoff);
  options.onRetry(failures, delayMs, error);
  await options.timers.sleep(delayMs, options.stopping);
}

/** What the work threw, boxed because anything can be thrown; undefined when it did not. */
async function attempt(work: () => Promise<void>): Promise<{ readonly cause: unknown } | undefined> {
  try {
    await work();
    return undefined;
  } catch (cause) {
    return { cause };
  }
}
