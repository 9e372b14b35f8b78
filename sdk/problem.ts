import type { ProblemSlug } from "./generated/problem-slugs.ts";

/** Slugs that the server itself may answer to any call, whatever the operation. */
export type ServerSlug =
  | "contract-violation"
  | "unauthenticated"
  | "forbidden"
  | "not-found"
  | "method-not-allowed"
  | "payload-too-large"
  | "uri-too-long"
  | "unsupported-media-type"
  | "headers-too-large"
  | "internal"
  | "not-implemented"
  | "unavailable"
  | "deadline-exceeded";

/** One field of the request that broke a rule, as a JSON pointer such as `/body/url` and words. */
export interface FieldProblem {
  readonly pointer: string;
  readonly detail: string;
}

/**
 * What a call rejects with when the server answered with a problem (RFC 9457). A newer server may answer slugs that this
 * client doesn't know, so a `switch` over `slug` wants a default.
 */
export class WaypostProblem extends Error {
  override readonly name = "WaypostProblem";
  /** HTTP status, 400 to 599. */
  readonly status: number;
  /** The stable name of the problem, such as `alias-taken`; `unknown` when the answer was no problem document. */
  readonly slug: ProblemSlug | ServerSlug | "unknown" | (string & {});
  /** The same for every problem of this slug. */
  readonly title: string;
  /** What happened this time; empty when the title says enough. */
  readonly detail: string;
  /** Name it when you report the problem; empty when the answer came from something before the server. */
  readonly requestId: string;
  /** At most 20. */
  readonly fields: readonly FieldProblem[];

  constructor(status: number, body: unknown) {
    const problem = isRecord(body) ? body : {};
    const title = text(problem.title) || `The server answered ${status}`;
    const detail = text(problem.detail);
    super(detail === "" ? title : `${title}: ${detail}`);
    this.status = status;
    this.slug = text(problem.type).split("/").at(-1) || "unknown";
    this.title = title;
    this.detail = detail;
    this.requestId = text(problem.requestId);
    this.fields = Array.isArray(problem.errors) ? problem.errors.filter(isFieldProblem) : [];
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function isFieldProblem(value: unknown): value is FieldProblem {
  return isRecord(value) && typeof value.pointer === "string" && typeof value.detail === "string";
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
