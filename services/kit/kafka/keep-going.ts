import { backoffMs } from "../bus/backoff.ts";
import { pause } from "../lifecycle/pause.ts";
import type { Log } from "../telemetry/log.ts";

/** Does the work until it returns or the signal fires; errors are reported, and it begins again after a pause. */
export async function keepGoing(
  what: string,
  work: () => Promise<void>,
  signal: AbortSignal,
  log: Log,
): Promise<void> {
  for (let failures = 1; !signal.aborted; failures++) {
    try {
      await work();
      return;
    } catch (error) {
      if (signal.aborted) return;
      const delayMs = backoffMs(failures, { firstMs: 1_000, maxMs: 60_000 });
      log.warn({ err: error, delayMs }, `${what} failed; trying again`);
      await pause(delayMs, signal);
    }
  }
}
