import { create, type MessageInitShape, toBinary } from "@bufbuild/protobuf";
import {
  type LinkEvent,
  LinkEventSchema,
  type LinkStateSchema,
} from "@waypost/gen/proto/waypost/events/v1/link_pb.ts";
import { uuidText } from "@waypost/kit/bytes/uuid-bytes.ts";
import { newEventId, type OutboxEvent } from "@waypost/kit/outbox/outbox.ts";
import { parse } from "uuid";
import type { Link } from "../domain/link.ts";

/** The topic of changes of links. */
export const linksTopic = "links";

/** What happened to a link. */
export type LinkChange = Exclude<LinkEvent["kind"]["case"], undefined>;

/** The event of a change, to be written to the outbox in the transaction of the change. */
export function linkEvent(kind: LinkChange, link: Link, traceId: string): OutboxEvent {
  const eventId = newEventId();
  const event = create(LinkEventSchema, {
    eventId: parse(eventId),
    occurredAtMs: BigInt(link.updatedAt.getTime()),
    kind: { case: kind, value: { link: stateOf(link) } },
  });
  return {
    eventId,
    aggregateId: link.id,
    workspaceId: link.workspaceId,
    traceId,
    payload: toBinary(LinkEventSchema, event),
  };
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
    linkId: parse(link.id),
    workspaceId: parse(link.workspaceId),
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
