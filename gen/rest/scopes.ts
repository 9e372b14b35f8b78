// Generated from api/*.yaml by `npm run gen`. Do not edit: change the contract and generate again.
/** Every scope that a contract declares, by name. */
export const everyScope = [
  /** See the API keys of the workspace and its name. */
  "keys:read",
  /** Make and revoke API keys, with no scope that the maker lacks. */
  "keys:write",
  /** See links. */
  "links:read",
  /** Make, change, delete and restore links. */
  "links:write",
  /** See the ledger and jobs, and make workspaces. */
  "operator",
  /** See statistics. */
  "stats:read",
] as const;

export type Scope = (typeof everyScope)[number];
