import type { LinksTables } from "@waypost/gen/db/links.ts";
import type { LinkEventSchema } from "@waypost/gen/proto/waypost/events/v1/link_pb.ts";
import { fault } from "@waypost/gen/rest/problems.ts";
import type { Call } from "@waypost/kit/call.ts";
import type { Fault } from "@waypost/kit/errors/fault.ts";
import { etagMismatch, ifMatchAllows } from "@waypost/kit/http/etag.ts";
import { type ChangeContext, withTransaction } from "@waypost/kit/outbox/with-transaction.ts";
import type { Link } from "../domain/link.ts";
import { type LinkChange, linkChanged } from "./link-events.ts";
import { findLink, notifyLinkChanged, replaceLink } from "./links.ts";

/** The link as it should be, a fault to answer, or null to leave it as it is. */
export type Decide<Slug extends string> = (link: Link) => Omit<Link, "version"> | Fault<Slug> | null;

/** Which link, which version of it the change is meant for (any when it is undefined), and what the event is called. */
export interface ChangeTarget {
  readonly id: string;
  readonly ifMatch: string | undefined;
  readonly kind: Exclude<LinkChange, "linkCreated">;
}

/**
 * Changes a link in one transaction: read under lock, compare the version, decide, write, tell every process and the
 * outbox. The lock is short and only on this row; the version is compared again when it is written.
 */
export async function changeLink<Slug extends string>(
  ctx: ChangeContext<LinksTables, typeof LinkEventSchema>,
  call: Call,
  target: ChangeTarget,
  decide: Decide<Slug>,
): Promise<Link | Fault<Slug | "link-not-found" | "etag-mismatch">> {
  return await withTransaction(ctx, call, async (tx, emit) => {
    const link = await findLink(tx, call.workspaceId, target.id, { lock: true });
    if (link === undefined) return fault("link-not-found");
    if (!ifMatchAllows(target.ifMatch, link.version)) return etagMismatch();
    const wanted = decide(link);
    if (wanted === null) return link;
    if (wanted instanceof Error) return wanted;
    const changed = { ...wanted, version: link.version + 1 };
    if (!(await replaceLink(tx, changed))) return etagMismatch();
    await notifyLinkChanged(tx, changed.code);
    emit(linkChanged(target.kind, changed));
    return changed;
  });
}
