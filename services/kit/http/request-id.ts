import { randomUUIDv7 } from "node:crypto";
import type { IncomingMessage } from "node:http";

/** A request id of our own: a UUIDv7. */
export function newRequestId(): string {
  return randomUUIDv7();
}

/** The request id that a trusted caller chose (`X-Request-Id`, 1 to 128 visible ASCII characters), or one of our own. */
export function requestIdOf({ headers }: Pick<IncomingMessage, "headers">): string {
  const chosen = headers["x-request-id"];
  return typeof chosen === "string" && /^[\x21-\x7e]{1,128}$/.test(chosen) ? chosen : newRequestId();
}
