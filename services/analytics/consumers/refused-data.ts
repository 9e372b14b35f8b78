import { stateOf } from "@waypost/kit/db/errors.ts";

/**
 * Whether PostgreSQL refused what it was given (classes 22 and 23), so that the failure lies in a record. That a
 * partition went meanwhile is a refusal too, but no fault of the record.
 */
export function isRefusedData(error: unknown): boolean {
  const state = stateOf(error);
  if (state === null || !(error instanceof Error)) return false;
  return /^2[23]/.test(state) && !error.message.startsWith("no partition of relation");
}
