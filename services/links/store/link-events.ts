import type { MessageInitShape } from "@bufbuild/protobuf";
import type {
  LinkEvent,
  LinkEventSchema,
  LinkStateSchema,
} from "@waypost/gen/proto/waypost/events/v1/link_pb.ts";
import { uuidBytes, uuidText } from "@waypost/kit/bytes/uuid-bytes.ts";
import type { EventDraft } from "@waypost/kit/outbox/outbox.ts";
import type { Link } from "../domain/link.ts";

/** The topic of changes of links. */
export const linksTopic = "links";

/** What happened to a link. */
export type LinkChange = Exclude<LinkEvent["kind"]["case"], undefined>;

/** A change of a link, to be emitted in the transaction that makes it. */
export function linkChanged(kind: LinkChange, link: Link): EventDraft<typeof LinkEventSchema> {
  const { id, workspaceId } = link;
  return { aggregateId: id, workspaceId, kind: { case: kind, value: { link: stateOf(link) } } };
}

/** The link as it was after the change, or undefined for an event of a kind that has none. */
export function linkOfEvent(event: LinkEvent): Link | undefined {
  const state = event.kind.value?.link;
  if (state === undefined) return undefined;
  return {
    id: uuidText(state.linkId),
    workspaceId: uuidText(state.workspaceId),
    code: state.code,
    url: state.url,
    destination: state.destination,
    title: state.title ?? null,
    tags: state.tags,
    expiresAt: dateOf(state.expiresAtMs),
    maxClicks: state.maxClicks ?? null,
    version: state.version,
    createdAt: new Date(Number(state.createdAtMs)),
    updatedAt: new Date(Number(state.updatedAtMs)),
    deletedAt: dateOf(state.deletedAtMs),
  };
}

function stateOf(link: Link): MessageInitShape<typeof LinkStateSchema> {
  return {
    linkId: uuidBytes(link.id),
    workspaceId: uuidBytes(link.workspaceId),
    code: link.code,
    url: link.url,
    destination: link.destination,
    ...(link.title === null ? {} : { title: link.title }),
    tags: [...link.tags],
    ...(link.expiresAt === null ? {} : { expiresAtMs: BigInt(link.expiresAt.getTime()) }),
    ...(link.maxClicks === null ? {} : { maxClicks: link.maxClicks }),
    version: link.version,
    createdAtMs: BigInt(link.createdAt.getTime()),
    updatedAtMs: BigInt(link.updatedAt.getTime()),
    ...(link.deletedAt === null ? {} : { deletedAtMs: BigInt(link.deletedAt.getTime()) }),
  };
}

function dateOf(ms: bigint | undefined): Date | null {
  return ms === undefined ? null : new Date(Number(ms));
}
