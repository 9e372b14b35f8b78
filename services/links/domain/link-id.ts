import { randomUUIDv7 } from "node:crypto";

/** A UUIDv7 of `at`, epoch milliseconds. */
export function linkIdAt(at: number): string {
  const time = at.toString(16).padStart(12, "0");
  // Node draws random bytes for many ids at once; only its clock is not ours.
  return `${time.slice(0, 8)}-${time.slice(8)}${randomUUIDv7().slice(13)}`;
}
