import { recordingLog } from "@waypost/testing/rest-fixture.ts";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { RestCall } from "./rest-call.ts";

beforeEach(() => vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] }));
afterEach(() => vi.useRealTimers());

function openCall() {
  const onDeadline = vi.fn();
  const { log, lines } = recordingLog();
  const request = { ip: "192.0.2.7" };
  const facts = { requestId: "r", traceId: "t", operationId: "getThing", request, log, deadlineMs: 100 };
  return { call: new RestCall({ ...facts, onDeadline }), onDeadline, lines };
}

test("a call ends at its deadline, once, and says why", () => {
  const { call, onDeadline } = openCall();
  const { signal } = call;
  vi.advanceTimersByTime(99);
  expect(call.aborted).toBe(false);
  vi.advanceTimersByTime(1);
  expect(signal.reason).toMatchObject({ slug: "deadline-exceeded" });
  call.cancel();
  vi.advanceTimersByTime(1_000);
  expect(onDeadline).toHaveBeenCalledTimes(1);
  expect(signal.reason).toMatchObject({ slug: "deadline-exceeded" });
});

test.each([60, 500])("after a pause of %i ms it has its whole time again, and no more", (pausedMs) => {
  const { call, onDeadline } = openCall();
  call.pause();
  vi.advanceTimersByTime(pausedMs);
  expect(call.aborted).toBe(false);
  call.restart();
  expect(call.deadline).toBe(Date.now() + 100);
  vi.advanceTimersByTime(99);
  expect(call.aborted).toBe(false);
  vi.advanceTimersByTime(1);
  expect(call.aborted).toBe(true);
  expect(onDeadline).toHaveBeenCalledTimes(1);
});

test("an answered call has no deadline, and a cancelled one is not restarted", () => {
  const answered = openCall();
  answered.call.end();
  const cancelled = openCall();
  cancelled.call.cancel();
  cancelled.call.restart();
  vi.advanceTimersByTime(1_000);
  expect(answered.call.aborted).toBe(false);
  expect(cancelled.call.signal.reason).toMatchObject({ slug: "cancelled" });
  expect(answered.onDeadline).not.toHaveBeenCalled();
  expect(cancelled.onDeadline).not.toHaveBeenCalled();
});

test("what a call logs says which call it was", () => {
  const { call, lines } = openCall();
  call.log.info("looked");
  call.log.info("found");
  const facts = { requestId: "r", traceId: "t", operation: "getThing" };
  expect(lines).toMatchObject([
    { msg: "looked", ...facts },
    { msg: "found", ...facts },
  ]);
});
