import type { IdentityEventSchema } from "@waypost/gen/proto/waypost/events/v1/identity_pb.ts";
import { uuidBytes } from "@waypost/kit/bytes/uuid-bytes.ts";
import type { EventDraft } from "@waypost/kit/outbox/outbox.ts";

/** The topic of changes of workspaces and keys. */
export const identityTopic = "identity";

type Change = EventDraft<typeof IdentityEventSchema>;

export function workspaceCreated(workspace: { readonly id: string; readonly name: string }): Change {
  const { id, name } = workspace;
  return {
    aggregateId: id,
    workspaceId: id,
    kind: { case: "workspaceCreated", value: { workspaceId: uuidBytes(id), name } },
    after: { name },
  };
}

export function keyCreated(key: {
  readonly id: string;
  readonly workspaceId: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly expiresAt: Date | null;
}): Change {
  const { id, workspaceId, name, scopes, expiresAt } = key;
  const value = {
    keyId: uuidBytes(id),
    workspaceId: uuidBytes(workspaceId),
    name,
    scopes: [...scopes],
    ...(expiresAt === null ? {} : { expiresAtMs: BigInt(expiresAt.getTime()) }),
  };
  return {
    aggregateId: id,
    workspaceId,
    kind: { case: "keyCreated", value },
    after: { name, scopes, expiresAt },
  };
}

export function keyRevoked(id: string, workspaceId: string): Change {
  const value = { keyId: uuidBytes(id), workspaceId: uuidBytes(workspaceId) };
  return { aggregateId: id, workspaceId, kind: { case: "keyRevoked", value } };
}
