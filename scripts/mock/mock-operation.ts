import { type ErrorCode, errorCodes } from "@waypost/kit/errors/codes.ts";
import { Fault } from "@waypost/kit/errors/fault.ts";
import type { RestOperation, RestSuccess } from "@waypost/kit/http/table.ts";
import { frameworkFault } from "@waypost/kit/http/to-fault.ts";
import { type Contract, documentOf } from "./contract.ts";
import type { Preference } from "./prefer.ts";
import { sampleAnswer } from "./sample-answer.ts";

/** What the runtime may answer to any operation, whose contract says so by `default`. */
const fromTheRuntime: readonly ErrorCode[] = [
  "contract_violation",
  "payload_too_large",
  "uri_too_long",
  "unsupported_media_type",
  "headers_too_large",
  "internal",
  "unavailable",
  "deadline_exceeded",
];
const detail = "This was asked for by Prefer.";

/** What an operation can answer. */
export interface MockOperation {
  /** What it answers when nothing is preferred. */
  readonly usual: RestSuccess;
  /** What was preferred; null when the preference means nothing here or the contract doesn't declare it. */
  answer(preference: Preference): RestSuccess | Fault | null;
  /** What {@link MockOperation.answer} knows: statuses in order, and slugs. */
  readonly statuses: readonly number[];
  readonly slugs: readonly string[];
}

/** Makes every answer of an operation ahead, so that a contract that can't be sampled fails at the start. */
export function mockOperation(contract: Contract, operation: RestOperation): MockOperation {
  const successes = Object.keys(operation.responses).map((status) =>
    sampleAnswer(contract, operation, Number(status)),
  );
  const [usual] = successes;
  if (usual === undefined) throw new Error(`${operation.operationId} declares no success.`);
  const faults = faultsOf(contract, operation);
  const statusOf = (fault: Fault) => errorCodes[fault.code].http;
  return {
    usual,
    statuses: [...new Set([...successes.map(({ status }) => status), ...faults.map(statusOf)])].sort(
      (a, b) => a - b,
    ),
    slugs: faults.map(({ slug }) => slug),
    answer({ name, value }) {
      if (name === "problem") return faults.find(({ slug }) => slug === value) ?? null;
      if (name !== "status") return null;
      const success = successes.find(({ status }) => String(status) === value);
      return success ?? faults.find((fault) => String(statusOf(fault)) === value) ?? null;
    },
  };
}

/** The problems of logic come first: of two with one status, they are what the operation is about. */
function faultsOf(contract: Contract, operation: RestOperation): readonly Fault[] {
  const { responses } = documentOf(contract, operation).operation;
  const own = operation.problems.flatMap((slug) => {
    const problem = contract.table.problems[slug];
    return problem === undefined ? [] : [new Fault(problem.code, slug, { detail })];
  });
  const told = new Set(own.map(({ code }) => code));
  const codes = Object.entries(errorCodes).flatMap(([key, { http }]) => {
    const code = isErrorCode(key) ? key : undefined;
    if (code === undefined) return [];
    // Of a status that logic has a problem for, the runtime's own is declared only where every operation has it.
    const declared = String(http) in responses && !told.has(code);
    return declared || ("default" in responses && fromTheRuntime.includes(code)) ? [code] : [];
  });
  return [...own, ...codes.map((code) => frameworkFault(code, detail))];
}

function isErrorCode(key: string): key is ErrorCode {
  return Object.hasOwn(errorCodes, key);
}
