import { v7 as uuidv7 } from "uuid";
import { mintKey } from "./api-key.ts";

export interface KeyDraft<Scope extends string> {
  readonly workspaceId: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly expiresAt: Date | null;
}

/** Everything a new key consists of, the secret included. */
export function newKey<Scope extends string>(draft: KeyDraft<Scope>, now: number) {
  return {
    ...mintKey(),
    id: uuidv7(),
    workspaceId: draft.workspaceId,
    name: draft.name,
    scopes: [...draft.scopes],
    createdAt: new Date(now),
    expiresAt: draft.expiresAt,
  };
}
