import { create, type MessageInitShape, toBinary } from "@bufbuild/protobuf";
import { IdentityEventSchema } from "@waypost/gen/proto/waypost/events/v1/identity_pb.ts";
import { newEventId, type OutboxEvent } from "@waypost/kit/outbox/outbox.ts";
import { parse } from "uuid";

/** The topic of changes of workspaces and keys. */
export const identityTopic = "identity";

type Kind = NonNullable<MessageInitShape<typeof IdentityEventSchema>["kind"]>;

/** What a change has besides its kind: what was changed, when, and in which request. */
export interface ChangeFacts {
  readonly aggregateId: string;
  readonly workspaceId: string;
  readonly at: Date;
  readonly traceId: string | null;
}

export function workspaceCreated(workspace: { readonly id: string; readonly name: string }): Kind {
  const { id, name } = workspace;
  return { case: "workspaceCreated", value: { workspaceId: parse(id), name } };
}

export function keyCreated(key: {
  readonly id: string;
  readonly workspaceId: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly expiresAt: Date | null;
}): Kind {
  const { id, workspaceId, name, scopes, expiresAt } = key;
  return {
    case: "keyCreated",
    value: {
      keyId: parse(id),
      workspaceId: parse(workspaceId),
      name,
      scopes: [...scopes],
      ...(expiresAt === null ? {} : { expiresAtMs: BigInt(expiresAt.getTime()) }),
    },
  };
}

export function keyRevoked(id: string, workspaceId: string): Kind {
  return { case: "keyRevoked", value: { keyId: parse(id), workspaceId: parse(workspaceId) } };
}

/** The event of a change, to be written to the outbox in the transaction of the change. */
export function identityEvent(
  kind: Kind,
  { aggregateId, workspaceId, at, traceId }: ChangeFacts,
): OutboxEvent {
  const eventId = newEventId();
  const event = create(IdentityEventSchema, {
    eventId: parse(eventId),
    occurredAtMs: BigInt(at.getTime()),
    kind,
  });
  return { eventId, aggregateId, workspaceId, traceId, payload: toBinary(IdentityEventSchema, event) };
}
