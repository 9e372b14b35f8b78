import type { Role } from "@waypost/kit/host/role.ts";
import type { ProcessDeclaration, ServiceDeclaration } from "@waypost/kit/service/declare-service.ts";

/** One process of a service in the stack. */
export interface PlannedProcess {
  /** Also the name of its container. */
  readonly name: string;
  readonly service: string;
  readonly roles: readonly Role[];
  /** What it keeps on a disk of its own. */
  readonly volume: { readonly name: string; readonly holds: string } | null;
  /** The processes that have to be ready before it. */
  readonly after: readonly string[];
}

/**
 * All processes of the services, which are given in an order in which each calls only those before it. A process starts
 * after the first process that answers calls of the service that authenticates keys, of each peer, and, unless it
 * answers calls itself, of its own service.
 */
export function planProcesses(declared: readonly ServiceDeclaration[]): readonly PlannedProcess[] {
  const planned: PlannedProcess[] = [];
  const firstOf = new Map<string, string>();
  const authority = declared.find(({ authenticates }) => authenticates !== undefined)?.name;
  for (const { name: service, peers = [], processes } of declared) {
    const own = processes.flatMap(nameAll(service));
    const first = own.find(({ roles }) => roles.includes("rpc"))?.name;
    if (first !== undefined) firstOf.set(service, first);
    for (const one of own) {
      const needed = [
        ...(authority === undefined ? [] : [authority]),
        ...peers,
        ...(one.roles.includes("rpc") ? [] : [service]),
      ];
      const after = new Set(needed.flatMap((name) => firstOf.get(name) ?? []));
      after.delete(one.name);
      planned.push({ ...one, after: [...after] });
    }
  }
  return planned;
}

/**
 * The processes in rows: those of one row start together, once all rows before are ready. Processes that only answer
 * HTTP come last, so that no request is let in before everything behind them is ready.
 */
export function rowsOf(processes: readonly PlannedProcess[]): readonly (readonly PlannedProcess[])[] {
  const rowOf = new Map<string, number>();
  for (const { name, after } of processes)
    rowOf.set(name, Math.max(0, ...after.map((it) => (rowOf.get(it) ?? 0) + 1)));
  const last = Math.max(0, ...rowOf.values()) + 1;
  for (const { name, roles } of processes) if (roles.join() === "http") rowOf.set(name, last);
  const rows = Map.groupBy(processes, ({ name }) => rowOf.get(name) ?? 0);
  return [...rows].sort(([a], [b]) => a - b).map(([, row]) => row);
}

/** Names a service's processes: numbered on where they have no suffix, otherwise where there are several. */
function nameAll(
  service: string,
): (declared: ProcessDeclaration) => readonly Omit<PlannedProcess, "after">[] {
  let last = 0;
  return ({ suffix, roles, replicas = 1, volume }) =>
    Array.from({ length: replicas }, (_, index) => {
      const number = suffix === undefined ? [++last] : replicas > 1 ? [index + 1] : [];
      const name = [service, ...(suffix === undefined ? [] : [suffix]), ...number].join("-");
      const kept = volume === undefined ? null : { name: volume.name ?? name, holds: volume.holds };
      return { name, service, roles, volume: kept };
    });
}
