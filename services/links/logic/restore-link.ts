import type { RestoreLink, RestoreLinkResult } from "@waypost/gen/rest/links/operations.ts";
import { fault } from "@waypost/gen/rest/problems.ts";
import { etagOf } from "@waypost/kit/http/etag.ts";
import type { LinksContext } from "../context.ts";
import { showLink } from "../domain/show-link.ts";
import { changeLink } from "../store/change-link.ts";

export const restoreLink: RestoreLink<LinksContext> = async (
  ctx,
  call,
  { path },
): Promise<RestoreLinkResult> => {
  const now = new Date(ctx.now());
  const target = { id: path.id, ifMatch: undefined, kind: "linkRestored" } as const;
  const link = await changeLink<never>(ctx, call, target, (link) =>
    link.deletedAt === null ? null : { ...link, deletedAt: null, updatedAt: now },
  );
  // Without a version to compare, only a link that is not there can be in the way.
  if (link instanceof Error) return fault("link-not-found");
  ctx.visitors.forget(link.code);
  const clicks = await ctx.readClicks(call, link.id);
  return {
    status: 200,
    headers: { etag: etagOf(link.version) },
    body: showLink(link, ctx.own.url, clicks),
  };
};
