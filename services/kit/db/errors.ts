import { Fault } from "../errors/fault.ts";

/** Whether `error` is PostgreSQL's refusal of a duplicate (23505), of the unique index or constraint named, if one is. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  return hasState(error, "23505") && (constraint === undefined || constraintOf(error) === constraint);
}

/** Whether `error` is PostgreSQL's refusal of a missing or still used row (23503), of the foreign key named, if one is. */
export function isForeignKeyViolation(error: unknown, constraint?: string): boolean {
  return hasState(error, "23503") && (constraint === undefined || constraintOf(error) === constraint);
}

/** Whether `error` says that a statement was cancelled, by us or by its time limit (57014). */
export function isCancelled(error: unknown): boolean {
  return hasState(error, "57014");
}

/** Whether two transactions got into each other's way (40001, 40P01), so that repeating the whole one is right. */
export function isConflict(error: unknown): boolean {
  return hasState(error, "40001") || hasState(error, "40P01");
}

/**
 * Whether the same work may succeed when it is repeated later: no connection, a conflict of transactions (class
 * 40), no resources (53), an operator's intervention such as a restart (57, a cancelled statement excepted), or
 * a pool that had no connection free in time.
 *
 * It says nothing about whether repeating is safe: a connection lost during COMMIT may have committed.
 */
export function isTransient(error: unknown): boolean {
  if (error instanceof Fault) return error.code === "unavailable";
  if (!(error instanceof Error)) return false;
  const state = stateOf(error);
  if (state !== null) {
    if (state === "57014") return false;
    return ["08", "40", "53", "57"].includes(state.slice(0, 2));
  }
  const code = "code" in error ? error.code : undefined;
  if (typeof code === "string" && NETWORK_CODES.has(code)) return true;
  // By a socket of the file system: no such file, or too many who knock at once.
  if ("syscall" in error && error.syscall === "connect") return true;
  // pg reports these without any code.
  return /^Connection terminated|^timeout exceeded when trying to connect|^Client has encountered a connection error/.test(
    error.message,
  );
}

const NETWORK_CODES = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
]);

/** The five characters of SQLSTATE, or null for errors that PostgreSQL did not send. */
export function stateOf(error: unknown): string | null {
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string") return null;
  return "severity" in error && /^[0-9A-Z]{5}$/.test(error.code) ? error.code : null;
}

function hasState(error: unknown, state: string): boolean {
  return stateOf(error) === state;
}

function constraintOf(error: unknown): string | null {
  return error instanceof Error && "constraint" in error && typeof error.constraint === "string"
    ? error.constraint
    : null;
}
