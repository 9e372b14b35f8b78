import { type ErrorCode, errorCodes } from "@waypost/kit/errors/codes.ts";

/** The part of an operation that is read and completed here. */
export interface DerivedOperation {
  security?: readonly Readonly<Record<string, readonly string[]>>[];
  parameters?: object[];
  readonly requestBody?: object;
  responses?: Record<string, object>;
  "x-problems"?: string[];
  readonly "x-idempotent"?: boolean;
  readonly "x-hand-routed"?: boolean;
}

export interface DerivedDocument {
  readonly security?: DerivedOperation["security"];
  readonly paths?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export const methods = ["get", "head", "post", "put", "patch", "delete"] as const;

const shared = "shared/components.yaml#/components";

/** The entries of `responses` in api/shared/components.yaml, for the codes that an operation declares by itself. */
const responses: Partial<Record<ErrorCode, string>> = {
  contract_violation: "BadRequest",
  unauthenticated: "Unauthenticated",
  forbidden: "Forbidden",
  not_found: "NotFound",
  conflict: "Conflict",
  gone: "Gone",
  precondition_failed: "PreconditionFailed",
  payload_too_large: "PayloadTooLarge",
  unsupported_media_type: "UnsupportedMediaType",
  rule_violation: "RuleViolation",
  unavailable: "Unavailable",
};

/**
 * Completes every operation that the runtime routes, in place: the error responses that follow from its security, its
 * body and its `x-problems`, and all that follows from `x-idempotent`. What a contract says itself is left as it is.
 */
export function deriveResponses(document: DerivedDocument, codes: ReadonlyMap<string, ErrorCode>): void {
  for (const item of Object.values(document.paths ?? {})) {
    for (const method of methods) {
      // The shape is judged later, by the linter and by check-operations; here only what is there is read.
      const operation = item[method] as DerivedOperation | undefined;
      if (operation === undefined || operation["x-hand-routed"] === true) continue;
      if (operation["x-idempotent"] === true) deriveIdempotency(operation);
      const wanted = new Set(codesOf(operation, operation.security ?? document.security ?? [], codes));
      operation.responses ??= {};
      for (const code of wanted) {
        const name = responses[code];
        if (name !== undefined)
          operation.responses[errorCodes[code].http] ??= { $ref: `${shared}/responses/${name}` };
      }
      operation.responses.default ??= { $ref: `${shared}/responses/Default` };
    }
  }
}

function* codesOf(
  operation: DerivedOperation,
  security: NonNullable<DerivedOperation["security"]>,
  codes: ReadonlyMap<string, ErrorCode>,
): Generator<ErrorCode> {
  yield "contract_violation"; // also of operations that take nothing: unknown parameters are refused
  if (security.length > 0) yield "unauthenticated";
  if (security.some((scheme) => Object.values(scheme).some((scopes) => scopes.length > 0))) yield "forbidden";
  if (operation.requestBody !== undefined) {
    yield "payload_too_large";
    yield "unsupported_media_type";
  }
  for (const slug of operation["x-problems"] ?? []) {
    const code = codes.get(slug);
    if (code !== undefined) yield code;
  }
}

function deriveIdempotency(operation: DerivedOperation): void {
  const $ref = `${shared}/parameters/IdempotencyKey`;
  operation.parameters ??= [];
  if (!operation.parameters.some((one) => "$ref" in one && one.$ref === $ref))
    operation.parameters.push({ $ref });
  operation["x-problems"] = [
    ...new Set([...(operation["x-problems"] ?? []), "idempotency-key-reused", "idempotency-key-in-use"]),
  ];
}
