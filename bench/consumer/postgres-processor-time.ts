import { readFileSync } from "node:fs";
import type pg from "pg";

/** Linux counts in hundredths of a second. */
const tickMs = 10;

/**
 * Processor time of all processes of a PostgreSQL on this machine since their start, in milliseconds; undefined where
 * there is no /proc. What an ended process used is missing.
 */
export async function postgresProcessorMs(client: pg.Client): Promise<number | undefined> {
  const { rows } = await client.query<{ pid: number }>(
    "select pid from pg_stat_activity where pid <> pg_backend_pid()",
  );
  let ticks = 0;
  for (const { pid } of rows) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      // The name, in brackets, may hold spaces; user and system time are the 12th and 13th fields after it.
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      ticks += Number(fields[11]) + Number(fields[12]);
    } catch {
      return undefined;
    }
  }
  return ticks * tickMs;
}
