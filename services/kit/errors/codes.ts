/**
 * The closed list of ways a call can fail, and how each is told over REST and over RPC.
 *
 * This is the only error table of the product: REST reads `http`, RPC reads `connect`, and a parity test holds
 * the contracts to both. The Connect names are those of https://connectrpc.com/docs/protocol#error-codes.
 */
export const errorCodes = {
  contract_violation: { http: 400, connect: "invalid_argument", title: "The request breaks the contract" },
  unauthenticated: { http: 401, connect: "unauthenticated", title: "No valid credentials" },
  forbidden: { http: 403, connect: "permission_denied", title: "Not allowed" },
  not_found: { http: 404, connect: "not_found", title: "Not found" },
  method_not_allowed: { http: 405, connect: "unimplemented", title: "Method not allowed" },
  not_acceptable: { http: 406, connect: "invalid_argument", title: "No acceptable representation" },
  conflict: { http: 409, connect: "already_exists", title: "Conflict" },
  gone: { http: 410, connect: "not_found", title: "No longer available" },
  precondition_failed: { http: 412, connect: "failed_precondition", title: "Precondition failed" },
  payload_too_large: { http: 413, connect: "resource_exhausted", title: "Body too large" },
  uri_too_long: { http: 414, connect: "invalid_argument", title: "URL too long" },
  unsupported_media_type: { http: 415, connect: "invalid_argument", title: "Unsupported media type" },
  rule_violation: { http: 422, connect: "failed_precondition", title: "The request breaks a rule" },
  precondition_required: { http: 428, connect: "failed_precondition", title: "Precondition required" },
  rate_limited: { http: 429, connect: "resource_exhausted", title: "Too many requests" },
  headers_too_large: { http: 431, connect: "resource_exhausted", title: "Headers too large" },
  cancelled: { http: 499, connect: "canceled", title: "The caller went away" },
  internal: { http: 500, connect: "internal", title: "Internal error" },
  not_implemented: { http: 501, connect: "unimplemented", title: "Not implemented" },
  unavailable: { http: 503, connect: "unavailable", title: "Temporarily unavailable" },
  deadline_exceeded: { http: 504, connect: "deadline_exceeded", title: "Took too long" },
} as const satisfies Record<string, { http: number; connect: string; title: string }>;

/** One way a call can fail; see {@link errorCodes}. */
export type ErrorCode = keyof typeof errorCodes;
