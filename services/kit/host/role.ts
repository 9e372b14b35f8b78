/**
 * What a process does for a service. `http`: its REST operations and hand-routed paths, without state, so any
 * number of processes may. `rpc`: answers its peers. `consumers`: reads the bus. `jobs`: runs its schedules.
 */
export type Role = "http" | "rpc" | "consumers" | "jobs";

/** Every role; what a service does that runs in a single process. */
export const allRoles: ReadonlySet<Role> = new Set(["http", "rpc", "consumers", "jobs"]);

/** The roles that a list of their names means; the setting's pattern lets no other name through. */
export function rolesOf(names: readonly string[]): ReadonlySet<Role> {
  return new Set([...allRoles].filter((role) => names.includes(role)));
}
