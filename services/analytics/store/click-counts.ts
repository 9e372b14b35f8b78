import { PreparedStatement } from "@waypost/kit/db/prepared-statement.ts";
import { asOfAt, asOfQuery } from "./as-of.ts";
import type { AnalyticsDb } from "./tables.ts";

export interface Counts {
  readonly human: number;
  readonly bot: number;
  readonly uniq: number;
}

export const noCounts: Counts = { human: 0, bot: 0, uniq: 0 };

const totalsQuery = `
    select scope, sum(human)::bigint as human, sum(bot)::bigint as bot, sum(uniq)::bigint as uniq
    from (
      select scope, human, bot, uniq from rollup_totals
      where scope = any($1::uuid[]) and ($2::uuid is null or workspace_id = $2)
      union all
      select scope, human, bot, uniq from rollup_fresh
      where scope = any($1::uuid[]) and ($2::uuid is null or workspace_id = $2)
    ) rollups group by scope`;

const totals = new PreparedStatement<Counts & { scope: string }>(totalsQuery);

/**
 * The counts of links since they were made, by id; links without clicks, and those of other workspaces than
 * `workspaceId`, if it is given, are absent.
 */
export async function readTotals(
  db: AnalyticsDb,
  workspaceId: string | null,
  linkIds: readonly string[],
): Promise<Map<string, Counts>> {
  return mapOf(await totals.rows(db, [linkIds, workspaceId]));
}

// In one round trip and of one moment; what is counted later makes the promise only safer.
const totalsAsOf = new PreparedStatement<Counts & { at: Date | null; scope: string | null }>(`
    select at, scope, human, bot, uniq
    from (${asOfQuery}) as_of left join (${totalsQuery}) totals on true`);

/** The counts of links of a workspace since they were made, and the time before which every click is in them. */
export async function readTotalsAsOf(
  db: AnalyticsDb,
  now: number,
  workspaceId: string,
  linkIds: readonly string[],
): Promise<{ asOf: Date; countsOf(linkId: string): Counts }> {
  const rows = await totalsAsOf.rows(db, [linkIds, workspaceId]);
  const counts = mapOf(rows);
  return {
    asOf: asOfAt(rows[0]?.at ?? null, now),
    countsOf: (linkId) => counts.get(linkId.toLowerCase()) ?? noCounts,
  };
}

function mapOf<Scope>(rows: readonly (Counts & { scope: Scope })[]): Map<Scope, Counts> {
  return new Map(rows.map(({ scope, human, bot, uniq }) => [scope, { human, bot, uniq }]));
}
