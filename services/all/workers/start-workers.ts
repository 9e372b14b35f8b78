import type { Scope } from "@waypost/kit/lifecycle/scope.ts";
import type { Logger } from "pino";
import { WorkerPool } from "./worker-pool.ts";

export interface WorkersOptions {
  readonly count: number;
  /** The HTTP port they share, and the admin port that theirs follow; 0 gives each a free one. */
  readonly ports: { readonly http: number; readonly admin: number };
  readonly log: Logger;
}

/** Starts the workers and resolves when all of them answer; from then on a dead one is replaced. */
export async function startWorkers(scope: Scope, { count, ports, log }: WorkersOptions): Promise<void> {
  const pool = new WorkerPool({
    log,
    environmentOf: (index) => ({
      WAYPOST_PORT: String(ports.http),
      WAYPOST_ADMIN_PORT: String(adminPortOf(ports.admin, index)),
    }),
  });
  await scope.start(
    "workers",
    () => pool.start(count),
    () => pool.stop(15_000),
    { stopTimeoutMs: 20_000 },
  );
}

function adminPortOf(first: number, index: number): number {
  return first === 0 || first + index > 65_535 ? 0 : first + index;
}
