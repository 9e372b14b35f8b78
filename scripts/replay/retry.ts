import { setTimeout as delay } from "node:timers/promises";
import type { Answer } from "./http-client.ts";

export interface RetryOptions {
  /** How long a request is tried again. 0: once. */
  readonly patienceMs: number;
  /** Ends the trying: what fails from then on is not tried again. */
  readonly signal?: AbortSignal;
  /** Whether an answer is as good as none. Default: no answer is. */
  readonly isRefusal?: (answer: Answer) => boolean;
  readonly onRetry?: () => void;
}

/**
 * Tries again, a little later each time up to a second, while there is no answer and patience has not run out. Rejects
 * with the last failure; the last refusal is an answer.
 */
export async function retryUnanswered(
  attempt: () => Promise<Answer>,
  { patienceMs, signal, isRefusal = () => false, onRetry = () => undefined }: RetryOptions,
): Promise<Answer> {
  const giveUpAt = performance.now() + patienceMs;
  for (let delayMs = 50; ; delayMs = Math.min(delayMs * 2, 1_000)) {
    const outcome = await attempt().catch((cause: unknown) => ({ cause }));
    const answered = "status" in outcome;
    if (answered && !isRefusal(outcome)) return outcome;
    if (signal?.aborted === true || performance.now() + delayMs > giveUpAt) {
      if (answered) return outcome;
      throw outcome.cause;
    }
    onRetry();
    await delay(delayMs, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
  }
}
