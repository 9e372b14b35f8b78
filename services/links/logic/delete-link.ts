import type { DeleteLink, DeleteLinkResult } from "@waypost/gen/rest/links/operations.ts";
import type { LinksContext } from "../context.ts";
import { changeLink } from "../store/change-link.ts";

export const deleteLink: DeleteLink<LinksContext> = async (
  ctx,
  call,
  { path, headers },
): Promise<DeleteLinkResult> => {
  const now = new Date(ctx.now());
  const target = { id: path.id, ifMatch: headers["if-match"], kind: "linkDeleted" } as const;
  const link = await changeLink<never>(ctx, call, target, (link) =>
    link.deletedAt === null ? { ...link, deletedAt: now, updatedAt: now } : null,
  );
  if (link instanceof Error) return link;
  ctx.visitors.forget(link.code);
  return { status: 204 };
};
