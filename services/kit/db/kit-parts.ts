import { join } from "node:path";
import { type Migration, readMigrations } from "./migration-files.ts";

/**
 * Tables that kit brings into the schema of each service that uses them: events to be published, answers by
 * `Idempotency-Key`, the secret of cursors, events that were handled, and who changed what.
 */
export const kitParts = ["outbox", "idempotency", "cursors", "seen-events", "audit"] as const;
/** The name of such a part, as a service declares it under `uses`. */
export type KitPart = (typeof kitParts)[number];

/** Reads the migrations of a part of kit in order. */
export function readPart(part: KitPart): Migration[] {
  return readMigrations(join(import.meta.dirname, "parts"), part);
}
