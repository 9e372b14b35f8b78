import { expect, test } from "vitest";
import { clickTime } from "./click-time.ts";

const now = Date.UTC(2026, 5, 15, 12, 7);
const minute = 60_000;

test("a click is counted at the time that its writer wrote", () => {
  expect(clickTime(now - minute, now, null)).toEqual({ at: now - minute, clamped: false });
  expect(clickTime(now + 5 * minute, now, null)).toEqual({ at: now + 5 * minute, clamped: false });
});

test("a writer whose clock is more than five minutes ahead is not believed", () => {
  expect(clickTime(now + 5 * minute + 1, now, null)).toEqual({ at: now, clamped: true });
});

test("a clock that was set back does not set the order of a lane back", () => {
  expect(clickTime(now - 9 * minute, now, now - minute)).toEqual({ at: now - minute, clamped: false });
  expect(clickTime(now + 9 * minute, now, now + minute)).toEqual({ at: now + minute, clamped: true });
});

test("a lane that was dated ahead while our own clock was wrong goes on at the right time", () => {
  expect(clickTime(now, now, now + 24 * 60 * minute)).toEqual({ at: now, clamped: false });
});
