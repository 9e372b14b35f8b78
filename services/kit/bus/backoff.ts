export interface BackoffOptions {
  /** Longest wait before the second attempt, in milliseconds. Default 1000. */
  readonly firstMs?: number;
  /** Longest wait before any attempt, in milliseconds. Default 5 minutes. */
  readonly maxMs?: number;
  /** 0 … 1, as Math.random. */
  readonly random?: () => number;
}

/**
 * How long to wait after the `attempt`-th failure (from 1), in milliseconds: doubling, with the upper half left to
 * chance, so that what failed together does not come back together.
 */
export function backoffMs(attempt: number, options: BackoffOptions = {}): number {
  const { firstMs = 1000, maxMs = 300_000, random = Math.random } = options;
  const ceiling = Math.min(maxMs, firstMs * 2 ** Math.min(attempt - 1, 52));
  return ceiling / 2 + (ceiling / 2) * random();
}
