/** What a key may do, as in the contract. `operator` includes no other scope. */
export type Scope = "links:read" | "links:write" | "stats:read" | "keys:read" | "keys:write" | "operator";

/** All scopes, in the order they are shown. */
export const allScopes: readonly Scope[] = [
  "links:read",
  "links:write",
  "stats:read",
  "keys:read",
  "keys:write",
  "operator",
];

/** What the first key of a new workspace holds: everything within the workspace, nothing beyond it. */
export const workspaceScopes: readonly Scope[] = allScopes.filter((scope) => scope !== "operator");

/** The wanted scopes that the maker of a key lacks and so can't grant, with their place in the list. */
export function scopesNotHeld(
  wanted: readonly Scope[],
  held: readonly string[],
): { readonly scope: Scope; readonly index: number }[] {
  return wanted.map((scope, index) => ({ scope, index })).filter(({ scope }) => !held.includes(scope));
}

/** Reads what PostgreSQL holds, whose CHECK is the same list. */
export function parseScopes(stored: readonly string[]): Scope[] {
  return allScopes.filter((scope) => stored.includes(scope));
}
