import { StructSchema } from "@bufbuild/protobuf/wkt";
import { Code, ConnectError } from "@connectrpc/connect";
import { expect, test } from "vitest";
import { readFailure } from "./read-failure.ts";

const told = (code: Code) =>
  new ConnectError("told", code, undefined, [{ desc: StructSchema, value: { fields: {} } }]);

test("what a service says stays as it is", () => {
  for (const code of [Code.Aborted, Code.Canceled, Code.Unavailable, Code.NotFound]) {
    const error = told(code);
    expect(readFailure(error, false, true)).toEqual({ kind: "answered", error });
  }
});

test("a broken connection is unavailable where the call may be made again, and an unknown end where not", () => {
  for (const code of [Code.Aborted, Code.Canceled]) {
    const error = new ConnectError("read ECONNRESET", code);
    expect(readFailure(error, false, true)).toMatchObject({
      kind: "broken",
      error: { code: Code.Unavailable },
    });
    expect(readFailure(error, false, false)).toMatchObject({
      kind: "broken",
      error: { code: Code.DeadlineExceeded },
    });
  }
});

test("nobody there is broken, and nothing was done", () => {
  const error = new ConnectError("connect ECONNREFUSED", Code.Unavailable);
  expect(readFailure(error, false, false)).toEqual({ kind: "broken", error });
});

test("a caller that left says nothing about the peer", () => {
  const cancelled = new ConnectError("left", Code.Canceled);
  expect(readFailure(cancelled, true, true)).toEqual({ kind: "left", error: cancelled });
  const late = new ConnectError("late", Code.DeadlineExceeded);
  expect(readFailure(late, false, true)).toEqual({ kind: "left", error: late });
});
