import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Database } from "../db/database.ts";

/** Runs `work` when no other process holds `name`; answers whether it ran. */
export type ExclusiveTurn = (name: string, work: () => Promise<void>) => Promise<boolean>;

/**
 * Turns by an advisory lock of PostgreSQL on a connection of its own, held for the whole turn: the end of the
 * process, however it comes, frees it. The name is hashed to the 64 bits of the lock together with `service`.
 */
export function advisoryTurns(database: Database<unknown>, service: string): ExclusiveTurn {
  return async (name, work) => {
    const key = createHash("sha256").update(`job:${service}:${name}`).digest().readBigInt64BE().toString();
    return await database.db.connection().execute(async (connection) => {
      const taken = await sql<{
        locked: boolean;
      }>`select pg_try_advisory_lock(${key}::bigint) as locked`.execute(connection);
      if (taken.rows[0]?.locked !== true) return false;
      try {
        await work();
      } finally {
        await sql`select pg_advisory_unlock(${key}::bigint)`.execute(connection);
      }
      return true;
    });
  };
}
