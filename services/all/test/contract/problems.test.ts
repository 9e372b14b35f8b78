import { readFileSync } from "node:fs";
import { join } from "node:path";
import { problems } from "@waypost/gen/rest/problems.ts";
import { type ErrorCode, errorCodes } from "@waypost/kit/errors/codes.ts";
import { Fault } from "@waypost/kit/errors/fault.ts";
import { statusOf } from "@waypost/kit/http/problem.ts";
import { connectErrorToFault, slugOf } from "@waypost/kit/rpc/connect-to-fault.ts";
import { connectCodeOf, faultToConnectError } from "@waypost/kit/rpc/fault-to-connect.ts";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { contractOperations } from "./contract-document.ts";

const file = join(import.meta.dirname, "../../../../api/shared/problems.yaml");
const written: Readonly<Record<string, { code: ErrorCode; title: string; description: string }>> = parse(
  readFileSync(file, "utf8"),
);
const codes = Object.keys(errorCodes) as ErrorCode[];
/** Answered by the runtime to any operation, each with the condition under which its status must be declared. */
const runtimeStatuses = new Set([400, 401, 403, 413, 415]);

describe("one table of problems, in every place that tells one", () => {
  test("what is generated is what is written", () => {
    const generated = Object.entries(problems).map(([slug, { code, title }]) => [slug, { code, title }]);
    const source = Object.entries(written).map(([slug, { code, title }]) => [slug, { code, title }]);
    expect(Object.fromEntries(generated)).toEqual(Object.fromEntries(source));
  });

  test.each(Object.entries(written))(
    "%s has a row in the error table and words for people",
    (slug, entry) => {
      expect(codes).toContain(entry.code);
      expect(entry.title).toMatch(/^[A-Z].*[^.]$/);
      expect(entry.description).toMatch(/^[A-Z].*\.$/s);
      expect(slug).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(codes.map(slugOf), "a slug of the runtime").not.toContain(slug);
    },
  );

  test("every slug is answered by an operation", () => {
    const used = new Set(contractOperations.flatMap((it) => it.problems));
    expect(Object.keys(written).filter((slug) => !used.has(slug))).toEqual([]);
  });
});

describe("every operation declares the statuses of its problems, and no others", () => {
  test.each(contractOperations.filter((it) => !it.handRouted))("$operationId", (operation) => {
    const unknown = operation.problems.filter((slug) => !(slug in written));
    expect(unknown).toEqual([]);
    const own: number[] = operation.problems.map(
      (slug) => errorCodes[written[slug]?.code ?? "internal"].http,
    );
    const declared = Object.keys(operation.responses)
      .filter((status) => /^4/.test(status))
      .map(Number);
    expect(declared).toEqual(expect.arrayContaining(own));
    const unexplained = declared.filter((status) => !own.includes(status) && !runtimeStatuses.has(status));
    expect(unexplained).toEqual([]);
    // 413 and 415 exactly where there is a body to refuse, 403 exactly where a scope can be lacking.
    for (const status of [413, 415]) expect(declared.includes(status)).toBe(operation.body !== null);
    expect(declared.includes(403)).toBe((operation.scopes ?? []).length > 0);
    expect(operation.responses).toHaveProperty("default");
  });
});

describe("a problem is the same over REST and RPC", () => {
  test.each(Object.entries(written))("%s", (slug, { code }) => {
    const fields = [{ pointer: "/body/url", detail: "is wrong" }];
    const fault = new Fault(code, slug, { detail: "What happened.", fields, retryAfterSeconds: 3 });
    const error = faultToConnectError(fault, "r-1");
    expect(error.code).toBe(connectCodeOf(code));
    const back = connectErrorToFault(error);
    expect({ ...back, cause: null }).toEqual({ ...fault, cause: null });
    expect(statusOf(back)).toBe(errorCodes[code].http);
  });

  test.each(codes)("%s of the runtime", (code) => {
    const back = connectErrorToFault(faultToConnectError(new Fault(code, slugOf(code))));
    expect(back).toMatchObject({ code, slug: slugOf(code) });
  });
});
