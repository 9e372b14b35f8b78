import { expect, test } from "vitest";
import { type DerivedOperation, deriveResponses } from "./derive-responses.ts";

const codes = new Map([
  ["thing-taken", "conflict"],
  ["thing-broken", "rule_violation"],
] as const);

/** The operation after it was completed, as the only one of a document that asks for a key unless told otherwise. */
function completed(operation: DerivedOperation, security: DerivedOperation["security"] = [{ bearer: [] }]) {
  deriveResponses({ security, paths: { "/things": { parameters: [], post: operation } } }, codes);
  return operation;
}

const statuses = (operation: DerivedOperation) => Object.keys(operation.responses ?? {});

test("what the runtime may answer to anything is declared", () => {
  expect(statuses(completed({ security: [] }))).toEqual(["400", "default"]);
});

test("a key adds 401, a scope 403, whether the operation or the document asks for it", () => {
  expect(statuses(completed({}))).toEqual(["400", "401", "default"]);
  expect(statuses(completed({ security: [{ bearer: ["a"] }] }))).toEqual(["400", "401", "403", "default"]);
  expect(statuses(completed({}, [{ bearer: ["a"] }]))).toEqual(["400", "401", "403", "default"]);
});

test("a body adds 413 and 415", () => {
  expect(statuses(completed({ security: [], requestBody: {} }))).toEqual(["400", "413", "415", "default"]);
});

test("each problem adds its status, and one that nobody knows nothing", () => {
  const operation = completed({ security: [], "x-problems": ["thing-taken", "thing-broken", "unknown"] });
  expect(statuses(operation)).toEqual(["400", "409", "422", "default"]);
  expect(operation.responses?.[409]).toEqual({
    $ref: "shared/components.yaml#/components/responses/Conflict",
  });
});

test("idempotency adds the header and both problems, once", () => {
  const $ref = "shared/components.yaml#/components/parameters/IdempotencyKey";
  const wanted = {
    parameters: [{ $ref }],
    "x-problems": ["thing-taken", "idempotency-key-reused", "idempotency-key-in-use"],
  };
  const operation = completed({ "x-idempotent": true, "x-problems": ["thing-taken"] });
  expect(operation).toMatchObject(wanted);
  expect(completed(operation)).toMatchObject(wanted);
});

test("what the contract writes itself stays, and an operation that is routed by hand is left alone", () => {
  const own = { description: "Bad in its own way." };
  expect(completed({ responses: { "400": own } }).responses?.[400]).toBe(own);
  expect(completed({ "x-hand-routed": true, responses: { "302": own } }).responses).toEqual({ "302": own });
});
