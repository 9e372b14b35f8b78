import type { CreateLink, CreateLinkResult } from "@waypost/gen/rest/links/operations.ts";
import { fault } from "@waypost/gen/rest/problems.ts";
import { etagOf } from "@waypost/kit/http/etag.ts";
import type { LinksContext } from "../context.ts";
import { randomCode } from "../domain/code.ts";
import { judgeDestination } from "../domain/destination.ts";
import type { Link } from "../domain/link.ts";
import { linkIdAt } from "../domain/link-id.ts";
import { newLink } from "../domain/new-link.ts";
import { isReserved } from "../domain/reserved-codes.ts";
import { noClicks, showLink } from "../domain/show-link.ts";
import { linkChanged } from "../store/link-events.ts";
import { findLink } from "../store/links.ts";

/** With 10 million links one draw in 13 million meets a code that is taken; five in a row mean a fault elsewhere. */
const maxDraws = 5;

export const createLink: CreateLink<LinksContext> = async (
  ctx,
  call,
  { body },
): Promise<CreateLinkResult> => {
  const now = ctx.now();
  if (body.alias !== undefined && isReserved(body.alias))
    return fault("alias-reserved", {
      detail: "Choose another alias.",
      fields: [{ pointer: "/body/alias", detail: "is or may become a path of the product itself" }],
    });
  const destination = judgeDestination(body.url, ctx.own);
  if (typeof destination === "string")
    return fault("destination-refused", {
      detail: destination,
      fields: [{ pointer: "/body/url", detail: destination }],
    });
  const expiresAt = body.expiresAt === undefined ? null : new Date(body.expiresAt);
  if (expiresAt !== null && expiresAt.getTime() <= now)
    return fault("expiry-in-past", {
      detail: "The link would be expired from the start; name a later time, or none.",
      fields: [{ pointer: "/body/expiresAt", detail: "lies in the past" }],
    });
  const draft = {
    workspaceId: call.workspaceId,
    destination,
    title: body.title ?? null,
    tags: body.tags ?? [],
    expiresAt,
    maxClicks: body.maxClicks ?? null,
  };
  // Somebody may have tried an alias before it was there; nobody guesses a random code.
  const announce = body.alias !== undefined;
  let link: Link | undefined;
  for (let draw = 1; link === undefined; draw++) {
    const id = call.resourceId ?? linkIdAt(now);
    const wanted = newLink({ ...draft, code: body.alias ?? randomCode() }, id);
    const event = ctx.outbox.eventOf(call, linkChanged("linkCreated", wanted));
    if (await ctx.insertLink({ link: wanted, event, announce }, call)) link = wanted;
    // What is in the way may be what this request made before, when its answer was lost.
    else if (call.resourceId !== undefined)
      link = await findLink(ctx.database.within(call), call.workspaceId, call.resourceId);
    if (link !== undefined) break;
    if (body.alias !== undefined)
      return fault("alias-taken", {
        detail: "Choose another alias.",
        fields: [
          { pointer: "/body/alias", detail: "is the code of another link, or was that of a deleted one" },
        ],
      });
    if (draw === maxDraws) throw new Error(`${maxDraws} random codes in a row were taken.`);
  }
  if (announce) ctx.visitors.forget(link.code);
  return {
    status: 201,
    headers: { location: `/api/v1/links/${link.id}`, etag: etagOf(link.version) },
    body: showLink(link, ctx.own.url, noClicks(now)),
  };
};
