/** Revoked wins over expired, as it records a deliberate act. */
export type KeyState = "active" | "expired" | "revoked";

/** The state of a key at a moment; a key is expired from the very millisecond of its expiry on. */
export function keyState(
  key: { readonly expiresAt: Date | null; readonly revokedAt: Date | null },
  now: number,
): KeyState {
  if (key.revokedAt !== null) return "revoked";
  if (key.expiresAt !== null && key.expiresAt.getTime() <= now) return "expired";
  return "active";
}
