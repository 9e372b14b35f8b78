import type { LinksTables } from "@waypost/gen/db/links.ts";
import type { CallScope } from "@waypost/kit/db/connection.ts";
import { type Database, withTransaction } from "@waypost/kit/db/database.ts";
import { sql } from "kysely";
import { type LinkCounts, lockLinkList, rebuildPage, setCounts, setCountsAsOf } from "./link-list.ts";

export interface RebuildLinkListOptions {
  /** What links were clicked; those that never were may be missing. */
  countsOf(linkIds: readonly string[]): Promise<ReadonlyMap<string, Omit<LinkCounts, "linkId">>>;
  /** Until when those counts are complete, in epoch milliseconds; asked before the rebuild begins. */
  readonly now: number;
  /** Links of one transaction. Default 1,000. */
  readonly pageSize?: number;
}

const none = { human: 0, bot: 0, uniq: 0 };

/** What a rebuild found. */
export interface RebuiltLinkList {
  readonly links: number;
  /** Rows that were missing, not as their link is, or of no link. */
  readonly mended: number;
  /** Rows whose counts were not what analytics has. */
  readonly counts: number;
}

/**
 * Makes the list of links anew from the links and what analytics has counted, page by page, while links are changed and
 * events applied; afterwards it is complete. Safe to break off and to repeat.
 */
export async function rebuildLinkList(
  database: Database<LinksTables>,
  scope: CallScope,
  options: RebuildLinkListOptions,
): Promise<RebuiltLinkList> {
  const pageSize = options.pageSize ?? 1_000;
  const waiting = await readUnprojected(database, scope);
  const found = { links: 0, mended: 0, counts: 0 };
  let afterId: string | null = null;
  do {
    const page = await withTransaction(database, scope, async (tx) => {
      await lockLinkList(tx);
      const rows = await rebuildPage(tx, afterId, pageSize);
      // Read under the lock: what is raised after it is raised from here.
      const counts = await options.countsOf(rows.linkIds);
      const all = rows.linkIds.map((linkId) => ({ linkId, ...(counts.get(linkId) ?? none) }));
      return { ...rows, counts: await setCounts(tx, all) };
    });
    found.counts += page.counts;
    found.links += page.linkIds.length;
    found.mended += page.mended;
    afterId = page.lastId;
  } while (afterId !== null);
  await withTransaction(database, scope, async (tx) => {
    await lockLinkList(tx);
    // Their changes were committed before the first page was read, so the list shows them, applied or not.
    await sql`
      with taken as materialized (
        select seq from outbox where seq = any(${waiting}::bigint[]) and projected_at is null
        order by seq for no key update
      )
      update outbox o set projected_at = clock_timestamp() from taken where o.seq = taken.seq`.execute(tx);
    await sql`update link_list_state set complete_at = coalesce(complete_at, now())`.execute(tx);
    await setCountsAsOf(tx, new Date(options.now));
  });
  return found;
}

async function readUnprojected(database: Database<LinksTables>, scope: CallScope): Promise<number[]> {
  const { rows } = await sql<{ seq: number }>`select seq from outbox where projected_at is null`.execute(
    database.within(scope),
  );
  return rows.map(({ seq }) => seq);
}
