import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Arena } from "./arena.ts";

/** Lanes and counts of the statistics that differ from the rows of clicks, in sentences; none when all agree. */
export async function checkRows({ parts }: Arena): Promise<string[]> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(parts.root, "scripts/rebuild/main.ts"), "--check", "--json"],
    { env: { PATH: process.env.PATH, WAYPOST_DATABASE_URL: parts.stack.databaseUrl } },
  );
  const { lanes, counts }: { lanes: unknown[]; counts: unknown[] } = JSON.parse(stdout);
  const differ = (count: number, what: string) =>
    count === 0 ? [] : [`${count} ${what} differ from the rows of clicks`];
  return [...differ(lanes.length, "lanes"), ...differ(counts.length, "counts of the statistics")];
}
