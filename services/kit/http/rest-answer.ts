import type { StoredAnswer } from "./idempotency.ts";
import type { RestOperation, RestSuccess } from "./table.ts";

/**
 * Writes what logic answered as its contract has it.
 * @throws TypeError when the status is not declared, a required header is missing, or the body does not fit: a fault of
 * the server, answered as an opaque 500
 */
export function writeAnswer(operation: RestOperation, result: RestSuccess): StoredAnswer {
  const declared = operation.responses[result.status];
  if (declared === undefined) {
    throw new TypeError(`${operation.operationId} answered the undeclared status ${result.status}.`);
  }
  const headers: Record<string, string> = {};
  for (const [name, required] of Object.entries(declared.headers)) {
    const value = result.headers?.[name];
    if (value !== undefined) headers[name] = String(value);
    else if (required) {
      throw new TypeError(`${operation.operationId} answered ${result.status} without the header ${name}.`);
    }
  }
  return {
    status: result.status,
    headers,
    body: declared.serialize === null ? null : declared.serialize(result.body),
  };
}
