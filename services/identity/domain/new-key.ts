import { v7 as uuidv7 } from "uuid";
import { mintKey } from "./api-key.ts";

export interface NewKeyWish<Scope extends string> {
  readonly workspaceId: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly expiresAt: Date | null;
}

/** Everything a new key consists of, the secret included. */
export function newKey<Scope extends string>(wish: NewKeyWish<Scope>, now: number) {
  return {
    ...mintKey(),
    id: uuidv7(),
    workspaceId: wish.workspaceId,
    name: wish.name,
    scopes: [...wish.scopes],
    createdAt: new Date(now),
    expiresAt: wish.expiresAt,
  };
}
