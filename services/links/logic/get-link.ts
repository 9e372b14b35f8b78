import type { GetLink, GetLinkResult } from "@waypost/gen/rest/links/operations.ts";
import { fault } from "@waypost/gen/rest/problems.ts";
import { etagOf } from "@waypost/kit/http/etag.ts";
import type { LinksContext } from "../context.ts";
import { showLink } from "../domain/show-link.ts";
import { readClicks } from "../store/click-counts.ts";
import { findLink } from "../store/links.ts";

export const getLink: GetLink<LinksContext> = async (ctx, call, { path }): Promise<GetLinkResult> => {
  const link = await findLink(ctx.database.within(call), call.workspaceId, path.id);
  if (link === undefined) return fault("link-not-found");
  const clicks = await readClicks(ctx.analytics, call, link.id);
  return {
    status: 200,
    headers: { etag: etagOf(link.version) },
    body: showLink(link, ctx.publicUrl, clicks),
  };
};
