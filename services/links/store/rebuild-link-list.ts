import type { LinksTables } from "@waypost/gen/db/links.ts";
import type { CallScope } from "@waypost/kit/db/connection.ts";
import { type Database, inTransaction } from "@waypost/kit/db/database.ts";
import { sql } from "kysely";
import {
  type LinkCounts,
  lockLinkList,
  markProjected,
  rebuildPage,
  setCounts,
  setCountsAsOf,
  showLinks,
} from "./link-list.ts";
import { linkColumns, linkOf } from "./links.ts";

export interface RebuildLinkListOptions {
  /** What links were clicked; those that never were may be missing. */
  countsOf(linkIds: readonly string[]): Promise<ReadonlyMap<string, Omit<LinkCounts, "linkId">>>;
  /** Until when those counts are complete, in epoch milliseconds; asked before the rebuild begins. */
  readonly now: number;
  /** Links, or events that wait, of one transaction. Default 1,000. */
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
  const newest = await readNewest(database, scope);
  const found = { links: 0, mended: 0, counts: 0 };
  let afterId: string | null = null;
  do {
    const page = await inTransaction(database, scope, async (tx) => {
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
  let afterSeq: number | null = 0;
  while (afterSeq !== null) afterSeq = await showWaiting(database, scope, afterSeq, newest, pageSize);
  await inTransaction(database, scope, async (tx) => {
    await lockLinkList(tx);
    await sql`update link_list_state set complete_at = coalesce(complete_at, now())`.execute(tx);
    await setCountsAsOf(tx, new Date(options.now));
  });
  return found;
}

/** The largest number in the outbox: later events are left to the list's consumer. */
async function readNewest(database: Database<LinksTables>, scope: CallScope): Promise<number> {
  const { rows } = await sql<{ seq: number | null }>`select max(seq) as seq from outbox`.execute(
    database.within(scope),
  );
  return rows[0]?.seq ?? 0;
}

/**
 * Brings the links of the next `limit` events that the list does not show into it and marks these, so that no event that
 * was refused keeps its workspace off the list. Answers the last event's number, or null when there are no more.
 */
async function showWaiting(
  database: Database<LinksTables>,
  scope: CallScope,
  after: number,
  until: number,
  limit: number,
): Promise<number | null> {
  return await inTransaction(database, scope, async (tx) => {
    await lockLinkList(tx);
    const { rows } = await sql<{ seq: number; eventId: string; linkId: string }>`
      select seq, event_id as "eventId", aggregate_id as "linkId" from outbox
      where projected_at is null and seq > ${after} and seq <= ${until} order by seq limit ${limit}`.execute(
      tx,
    );
    if (rows.length === 0) return null;
    // Read after the events, so that it has their changes; most are in the list already.
    const ids = [...new Set(rows.map(({ linkId }) => linkId))];
    const links = await tx.selectFrom("links").select(linkColumns).where("id", "in", ids).execute();
    await showLinks(tx, links.map(linkOf));
    await markProjected(tx, rows);
    return rows.length < limit ? null : (rows.at(-1)?.seq ?? null);
  });
}
