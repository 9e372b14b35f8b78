import type { ErrorCode } from "../errors/codes.ts";
import { Fault } from "../errors/fault.ts";

/** Faults of reading a request, by Fastify's codes: https://fastify.dev/docs/latest/Reference/Errors/ */
const byFastifyCode: Readonly<Record<string, { readonly code: ErrorCode; readonly detail: string }>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: {
    code: "payload_too_large",
    detail: "The body is longer than this server takes.",
  },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    code: "unsupported_media_type",
    detail: "Send the body as application/json.",
  },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: {
    code: "contract_violation",
    detail: "The body is not as long as Content-Length says.",
  },
  FST_ERR_BAD_URL: { code: "contract_violation", detail: "The path is not valid percent-encoded UTF-8." },
  FST_ERR_MAX_PARAM_LENGTH: { code: "uri_too_long", detail: "A part of the path is too long." },
};

/**
 * What an error means to the caller: a Fault as it is, what Fastify refuses by its code, and everything else as an
 * opaque `internal` that keeps the error as its cause.
 */
export function toFault(error: unknown): Fault {
  if (error instanceof Fault) return error;
  const known = byFastifyCode[codeOf(error)];
  if (known !== undefined) return frameworkFault(known.code, known.detail);
  // Plugins of Fastify and Node's own streams mark what the caller did wrong with a status of 4xx.
  const status = statusCodeOf(error);
  if (status >= 400 && status < 500) {
    return new Fault("contract_violation", "contract-violation", {
      detail: "The request could not be read.",
      cause: error,
    });
  }
  return new Fault("internal", "internal", { cause: error });
}

/** A fault of the runtime itself; its slug is that of its code. */
export function frameworkFault(code: ErrorCode, detail: string): Fault {
  return new Fault(code, code.replaceAll("_", "-"), { detail });
}

function codeOf(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
}

function statusCodeOf(error: unknown): number {
  return typeof error === "object" && error !== null && "statusCode" in error ? Number(error.statusCode) : 0;
}
