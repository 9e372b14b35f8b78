import { errorCodes } from "../errors/codes.ts";
import type { Fault, FieldFault } from "../errors/fault.ts";

/** A problem document after RFC 9457, the form of every REST fault. */
export interface ProblemDocument {
  /** `/problems/` and the slug; clients branch on it. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly instance?: string;
  readonly requestId: string;
  /** At most 20. */
  readonly errors?: readonly FieldFault[];
}

/** What a problem document tells besides its fault. */
export interface ProblemFacts {
  readonly requestId: string;
  /** The path that was called, without its query. */
  readonly instance?: string;
  /** The title of the slug; that of the code when the slug has none of its own. */
  readonly title?: string | undefined;
}

/** The media type of problem documents. */
export const problemMediaType = "application/problem+json; charset=utf-8";

const maxErrors = 20;
const maxPointer = 200;

/** The HTTP status of a fault. */
export function statusOf(fault: Fault): number {
  return errorCodes[fault.code].http;
}

/** Tells a fault as a problem document. The cause stays inside. */
export function problemDocument(fault: Fault, { requestId, instance, title }: ProblemFacts): ProblemDocument {
  const { http, title: codeTitle } = errorCodes[fault.code];
  return {
    type: `/problems/${fault.slug}`,
    title: title ?? codeTitle,
    status: http,
    ...(fault.detail === "" ? {} : { detail: fault.detail }),
    ...(instance === undefined ? {} : { instance }),
    requestId,
    ...(fault.fields.length === 0 ? {} : { errors: fault.fields.slice(0, maxErrors).map(cut) }),
  };
}

function cut({ pointer, detail }: FieldFault): FieldFault {
  return { pointer: pointer.length > maxPointer ? `${pointer.slice(0, maxPointer)}…` : pointer, detail };
}
