/** How far a writer's clock may be ahead of ours before its times are not believed. */
export const MAX_AHEAD_MS = 300_000;

export interface ClickTime {
  /** Epoch milliseconds. */
  readonly at: number;
  /** The written time was too far ahead and was replaced by ours. */
  readonly clamped: boolean;
}

/**
 * The time a click is counted at. A time more than five minutes ahead is replaced by `nowMs`. With `previousMs`, the
 * time of the lane's record before, it never goes below that: clocks are set back, order is not. But what lies more
 * than five minutes ahead was written while our own clock was wrong, and holds nothing up once it is right.
 */
export function clickTime(writtenMs: number, nowMs: number, previousMs: number | null): ClickTime {
  const latestMs = nowMs + MAX_AHEAD_MS;
  const clamped = writtenMs > latestMs;
  const believed = clamped ? nowMs : writtenMs;
  const ordered = previousMs !== null && previousMs <= latestMs;
  return { at: ordered ? Math.max(believed, previousMs) : believed, clamped };
}

export const QUARTER_HOUR_MS = 900_000;
export const DAY_MS = 86_400_000;

/** Days since 1970-01-01 UTC. */
export function dayOf(ms: number): number {
  return Math.floor(ms / DAY_MS);
}

/** The beginning of the UTC quarter-hour. */
export function quarterHourOf(ms: number): number {
  return ms - (ms % QUARTER_HOUR_MS);
}

/** `2026-01-31`. */
export function dayText(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}
