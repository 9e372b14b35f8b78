import type { ListLinks, ListLinksResult } from "@waypost/gen/rest/links/operations.ts";
import type { LinksContext } from "../context.ts";
import { showLink } from "../domain/show-link.ts";
import { readClicksOf } from "../store/click-counts.ts";
import { shelveExpired } from "../store/expiry.ts";
import { listLinks as list } from "../store/list-links.ts";

/** Links that expired since the last run of the job, moved before expired ones are listed; the job moves the rest. */
const maxShelved = 1_000;

export const listLinks: ListLinks<LinksContext> = async (ctx, call, { query }): Promise<ListLinksResult> => {
  const { cursor, limit, sort, state, tag, search } = query;
  const question = { workspaceId: call.workspaceId, sort, state, tag, search };
  const after = cursor === undefined ? undefined : ctx.cursors.decode(cursor, question).after;
  const db = ctx.database.within(call);
  const now = new Date(ctx.now());
  if (state === "expired") await shelveExpired(db, now, maxShelved);
  // One more than asked tells whether there is a further page.
  const statistics = await ctx.termStatistics.read(ctx.database.db);
  const found = await list(db, { ...question, after, limit: limit + 1, now }, statistics);
  const page = found.slice(0, limit);
  const last = page.at(-1);
  const clicksOf = await readClicksOf(
    ctx.analytics,
    call,
    page.map((link) => link.id),
  );
  const lastKey = sort.endsWith("code") ? last?.code : last?.id;
  return {
    status: 200,
    body: {
      items: page.map((link) => showLink(link, ctx.publicUrl, clicksOf(link.id))),
      nextCursor:
        found.length > limit && lastKey !== undefined
          ? ctx.cursors.encode({ after: lastKey }, question)
          : null,
    },
  };
};
