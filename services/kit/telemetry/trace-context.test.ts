import { expect, test } from "vitest";
import { formatTraceparent, newTraceId, parseTraceparent } from "./trace-context.ts";

const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";

test("reads the example of the standard", () => {
  expect(parseTraceparent(`00-${traceId}-00f067aa0ba902b7-01`)).toEqual({
    traceId,
    parentId: "00f067aa0ba902b7",
    sampled: true,
  });
});

test.each([
  null,
  undefined,
  "",
  "garbage",
  `00-${traceId}-00f067aa0ba902b7-01-extra`,
  `ff-${traceId}-00f067aa0ba902b7-01`,
  `00-${"0".repeat(32)}-00f067aa0ba902b7-01`,
  `00-${traceId}-${"0".repeat(16)}-01`,
  `00-${traceId.toUpperCase()}-00f067aa0ba902b7-01`,
])("refuses %s", (header) => {
  expect(parseTraceparent(header)).toBeUndefined();
});

test("reads what a later version adds to", () => {
  expect(parseTraceparent(`cc-${traceId}-00f067aa0ba902b7-00-what-comes`)).toMatchObject({
    traceId,
    sampled: false,
  });
});

test("writes what it reads, with a new span each time", () => {
  const id = newTraceId();
  const [first, second] = [formatTraceparent(id), formatTraceparent(id, true)].map(parseTraceparent);
  expect(first).toMatchObject({ traceId: id, sampled: false });
  expect(second).toMatchObject({ traceId: id, sampled: true });
  expect(first?.parentId).not.toBe(second?.parentId);
});
