import { codeFromString } from "@connectrpc/connect/protocol-connect";
import { describe, expect, test } from "vitest";
import { type ErrorCode, errorCodes } from "../errors/codes.ts";
import { Fault } from "../errors/fault.ts";
import { connectErrorToFault } from "./connect-to-fault.ts";
import { connectCodeOf, faultToConnectError } from "./fault-to-connect.ts";

const codes = Object.keys(errorCodes) as ErrorCode[];

/** HTTP statuses by Connect code, as https://connectrpc.com/docs/protocol#error-codes has them. */
const standardHttp: Record<string, number> = {
  canceled: 499,
  invalid_argument: 400,
  deadline_exceeded: 504,
  not_found: 404,
  already_exists: 409,
  permission_denied: 403,
  resource_exhausted: 429,
  failed_precondition: 400,
  unimplemented: 501,
  internal: 500,
  unavailable: 503,
  unauthenticated: 401,
};

describe.each(codes)("%s", (code) => {
  const row = errorCodes[code];

  test("has a Connect code that exists", () => {
    expect(codeFromString(row.connect)).toBe(connectCodeOf(code));
  });

  test("is the caller's fault over REST exactly when it is over RPC", () => {
    const byServer = ["internal", "unavailable", "deadline_exceeded", "unknown", "data_loss"];
    // What nobody implements is a fault of neither; both tables have it apart.
    if (row.connect === "unimplemented") expect([405, 501]).toContain(row.http);
    else expect(row.http >= 500).toBe(byServer.includes(row.connect));
    expect(standardHttp).toHaveProperty(row.connect);
  });

  test("arrives at the other side as the same fault, also over codes that several rows share", () => {
    const fault = new Fault(code, "some-slug", {
      detail: "What happened.",
      fields: [{ pointer: "/body/a~1b", detail: "wrong" }],
      retryAfterSeconds: 3,
      cause: new Error("private"),
    });
    const error = faultToConnectError(fault, "request-1");
    const { code: arrived, slug, detail, fields, retryAfterSeconds } = connectErrorToFault(error);
    expect({ code: arrived, slug, detail, fields, retryAfterSeconds }).toEqual({
      code,
      slug: "some-slug",
      detail: "What happened.",
      fields: [{ pointer: "/body/a~1b", detail: "wrong" }],
      retryAfterSeconds: 3,
    });
    expect(error.metadata.get("x-request-id")).toBe("request-1");
  });
});

test("no more than 20 fields travel", () => {
  const fields = Array.from({ length: 30 }, (_, i) => ({ pointer: `/body/${i}`, detail: "wrong" }));
  const arrived = connectErrorToFault(faultToConnectError(new Fault("contract_violation", "x", { fields })));
  expect(arrived.fields).toHaveLength(20);
});

test("what is neither a fault nor a Connect error is internal", () => {
  expect(connectErrorToFault(new TypeError("boom"))).toMatchObject({
    code: "internal",
    slug: "internal",
    detail: "",
  });
});
