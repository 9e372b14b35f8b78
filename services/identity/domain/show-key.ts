import { type KeyState, keyState } from "./key-state.ts";

/** A key as the API shows it, whatever its state: never its secret. */
export function showKey<Scope extends string>(
  key: {
    readonly id: string;
    readonly name: string;
    readonly hint: string;
    readonly scopes: readonly Scope[];
    readonly createdAt: Date;
    readonly expiresAt: Date | null;
    readonly lastUsedAt: Date | null;
    readonly revokedAt: Date | null;
  },
  now: number,
) {
  const state: KeyState = keyState(key, now);
  return {
    id: key.id,
    name: key.name,
    hint: key.hint,
    scopes: [...key.scopes],
    state,
    createdAt: key.createdAt.toISOString(),
    expiresAt: key.expiresAt?.toISOString() ?? null,
    lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
    revokedAt: key.revokedAt?.toISOString() ?? null,
  };
}

/** A key in the one answer that shows its secret. */
export function showNewKey<Scope extends string>(key: {
  readonly id: string;
  readonly name: string;
  readonly key: string;
  readonly scopes: readonly Scope[];
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
}) {
  return {
    id: key.id,
    name: key.name,
    key: key.key,
    scopes: [...key.scopes],
    createdAt: key.createdAt.toISOString(),
    expiresAt: key.expiresAt?.toISOString() ?? null,
  };
}
