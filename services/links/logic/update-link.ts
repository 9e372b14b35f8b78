import type { UpdateLink, UpdateLinkResult } from "@waypost/gen/rest/links/operations.ts";
import { fault } from "@waypost/gen/rest/problems.ts";
import { etagOf } from "@waypost/kit/http/etag.ts";
import type { LinksContext } from "../context.ts";
import { judgeDestination } from "../domain/destination.ts";
import { showLink } from "../domain/show-link.ts";
import { changeLink } from "../store/change-link.ts";

export const updateLink: UpdateLink<LinksContext> = async (
  ctx,
  call,
  { path, headers, body },
): Promise<UpdateLinkResult> => {
  const now = ctx.now();
  const destination = body.url === undefined ? undefined : judgeDestination(body.url, ctx.own);
  if (typeof destination === "string")
    return fault("destination-refused", {
      detail: destination,
      fields: [{ pointer: "/body/url", detail: destination }],
    });
  const expiresAt = typeof body.expiresAt === "string" ? new Date(body.expiresAt) : body.expiresAt;
  if (expiresAt instanceof Date && expiresAt.getTime() <= now)
    return fault("expiry-in-past", {
      detail: "Delete the link to end it now, or name a later time.",
      fields: [{ pointer: "/body/expiresAt", detail: "lies in the past" }],
    });
  const target = { id: path.id, ifMatch: headers["if-match"], kind: "linkUpdated" } as const;
  const link = await changeLink<never>(ctx, call, target, (link) => ({
    ...link,
    ...destination,
    title: body.title === undefined ? link.title : body.title,
    tags: body.tags ?? link.tags,
    expiresAt: expiresAt === undefined ? link.expiresAt : expiresAt,
    maxClicks: body.maxClicks === undefined ? link.maxClicks : body.maxClicks,
    updatedAt: new Date(now),
  }));
  if (link instanceof Error) return link;
  ctx.visitors.forget(link.code);
  const clicks = await ctx.readClicks(call, link.id);
  return {
    status: 200,
    headers: { etag: etagOf(link.version) },
    body: showLink(link, ctx.own.url, clicks),
  };
};
