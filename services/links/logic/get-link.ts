import type { GetLink, GetLinkResult } from "@waypost/gen/rest/links/operations.ts";
import { fault } from "@waypost/gen/rest/problems.ts";
import { etagOf } from "@waypost/kit/http/etag.ts";
import type { LinksContext } from "../context.ts";
import { showLink } from "../domain/show-link.ts";
import { findLink } from "../store/links.ts";

export const getLink: GetLink<LinksContext> = async (ctx, call, { path }): Promise<GetLinkResult> => {
  // Both at once: the counts need no more than the id, and are of this workspace alone.
  const [link, clicks] = await Promise.all([
    findLink(ctx.database.within(call), call.workspaceId, path.id),
    ctx.readClicks(call, path.id),
  ]);
  if (link === undefined) return fault("link-not-found");
  return {
    status: 200,
    headers: { etag: etagOf(link.version) },
    body: showLink(link, ctx.own.url, clicks),
  };
};
