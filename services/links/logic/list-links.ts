import type { ListLinks, ListLinksResult } from "@waypost/gen/rest/links/operations.ts";
import type { Call } from "@waypost/kit/call.ts";
import type { LinksContext } from "../context.ts";
import { showCounts, showLink } from "../domain/show-link.ts";
import { readClicksOf } from "../store/click-counts.ts";
import { listAsExpired } from "../store/expiry.ts";
import { readLinkListState } from "../store/link-list.ts";
import { type ListedLink, listLinks as list } from "../store/list-links.ts";

/** Links that expired since the last run of the job, moved before expired ones are listed; the job moves the rest. */
const maxMoved = 1_000;

export const listLinks: ListLinks<LinksContext> = async (ctx, call, { query }): Promise<ListLinksResult> => {
  const { cursor, limit, sort, state, tag, search } = query;
  const question = { workspaceId: call.workspaceId, sort, state, tag, search };
  const after = cursor === undefined ? undefined : ctx.lists.cursors.decode(cursor, question).after;
  const db = ctx.database.within(call);
  const now = new Date(ctx.now());
  const model = ctx.lists.from === "model" ? await readLinkListState(db, call.workspaceId) : null;
  // What the list does not show yet, its author may just have written: then the links themselves are read.
  const source = model?.current === true ? "link_list" : "links";
  if (state === "expired") await listAsExpired(db, now, maxMoved, source);
  // One more than asked tells whether there is a further page.
  const statistics = await ctx.lists.termStatistics.read(ctx.database.db);
  const found = await list(db, { ...question, source, after, limit: limit + 1, now }, statistics);
  const page = found.slice(0, limit);
  const last = page.at(-1);
  const clicksOf =
    source === "link_list"
      ? ({ counts }: ListedLink) => showCounts(counts, model?.countsAsOf ?? null)
      : await askClicks(ctx, call, page);
  const lastKey = sort.endsWith("code") ? last?.link.code : last?.link.id;
  return {
    status: 200,
    body: {
      items: page.map((listed) => showLink(listed.link, ctx.own.url, clicksOf(listed))),
      nextCursor:
        found.length > limit && lastKey !== undefined
          ? ctx.lists.cursors.encode({ after: lastKey }, question)
          : null,
    },
  };
};

async function askClicks(ctx: LinksContext, call: Call, page: readonly ListedLink[]) {
  const ids = page.map(({ link }) => link.id);
  const clicksOf = await readClicksOf(ctx.analytics, call, ids);
  return ({ link }: ListedLink) => clicksOf(link.id);
}
