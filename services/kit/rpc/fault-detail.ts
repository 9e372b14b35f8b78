import type { JsonObject } from "@bufbuild/protobuf";
import { type ErrorCode, errorCodes } from "../errors/codes.ts";
import type { Fault, FieldFault } from "../errors/fault.ts";

/** As many field faults as travel with one error, the same over REST and RPC. */
export const maxFieldFaults = 20;

/** What of a fault is told to the caller beside Connect's own code and message. */
export interface FaultDetail {
  readonly code: ErrorCode;
  readonly slug: string;
  readonly detail: string;
  readonly fields: readonly FieldFault[];
  readonly retryAfterSeconds: number | undefined;
  /** Empty when the error was made before the request had an id. */
  readonly requestId: string;
}

/**
 * Writes a fault as the JSON object that travels as a `google.protobuf.Struct` among the details of the error: every
 * client can read that type without our contracts, and a browser sees it in clear.
 */
export function encodeFaultDetail(fault: Fault, requestId: string): JsonObject {
  const object: JsonObject = { code: fault.code, slug: fault.slug, detail: fault.detail, requestId };
  if (fault.fields.length > 0) {
    object.fields = fault.fields.slice(0, maxFieldFaults).map(({ pointer, detail }) => ({ pointer, detail }));
  }
  if (fault.retryAfterSeconds !== undefined) object.retryAfterSeconds = fault.retryAfterSeconds;
  return object;
}

/** Reads what {@link encodeFaultDetail} wrote. Undefined for any other object; peers are not believed blindly. */
export function decodeFaultDetail(object: JsonObject): FaultDetail | undefined {
  const { code, slug, detail, fields, retryAfterSeconds, requestId } = object;
  if (typeof code !== "string" || !isErrorCode(code) || typeof slug !== "string") return undefined;
  return {
    code,
    slug,
    detail: typeof detail === "string" ? detail : "",
    fields: Array.isArray(fields) ? fields.slice(0, maxFieldFaults).flatMap(decodeField) : [],
    retryAfterSeconds: typeof retryAfterSeconds === "number" ? retryAfterSeconds : undefined,
    requestId: typeof requestId === "string" ? requestId : "",
  };
}

function decodeField(value: unknown): FieldFault[] {
  if (typeof value !== "object" || value === null || !("pointer" in value) || !("detail" in value)) return [];
  const { pointer, detail } = value;
  return typeof pointer === "string" && typeof detail === "string" ? [{ pointer, detail }] : [];
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorCodes, code);
}
