import { sql } from "kysely";
import type { AnalyticsDb } from "./tables.ts";

export interface Counts {
  readonly human: number;
  readonly bot: number;
  readonly uniq: number;
}

export const noCounts: Counts = { human: 0, bot: 0, uniq: 0 };

/**
 * The counts of links since they were made, by id; links without clicks, and those of other workspaces than
 * `workspaceId`, if it is given, are absent.
 */
export async function readTotals(
  db: AnalyticsDb,
  workspaceId: string | null,
  linkIds: readonly string[],
): Promise<Map<string, Counts>> {
  const own = workspaceId === null ? sql`` : sql`and workspace_id = ${workspaceId}`;
  const { rows } = await sql<Counts & { scope: string }>`
    select scope, sum(human)::bigint as human, sum(bot)::bigint as bot, sum(uniq)::bigint as uniq
    from (
      select scope, human, bot, uniq from rollup_totals
      where scope = any(${linkIds}::uuid[]) ${own}
      union all
      select scope, human, bot, uniq from rollup_fresh
      where scope = any(${linkIds}::uuid[]) ${own}
    ) cells group by scope`.execute(db);
  return new Map(rows.map(({ scope, human, bot, uniq }) => [scope, { human, bot, uniq }]));
}
