/** What operators may do, beyond any workspace. */
const beyondWorkspaces = "operator";

/** What the first key of a new workspace holds of all scopes: everything within the workspace, nothing beyond it. */
export function scopesOfWorkspace<Scope extends string>(every: readonly Scope[]): readonly Scope[] {
  return every.filter((scope) => scope !== beyondWorkspaces);
}

/** The wanted scopes that the maker of a key lacks and so can't grant, with their place in the list. */
export function scopesNotHeld<Scope extends string>(
  wanted: readonly Scope[],
  held: readonly string[],
): { readonly scope: Scope; readonly index: number }[] {
  return wanted.map((scope, index) => ({ scope, index })).filter(({ scope }) => !held.includes(scope));
}
