import pg from "pg";
import type { Logger } from "pino";
import { defaultPoolSize } from "../db/database.ts";
import { deriveRolePassword } from "../db/role-password.ts";
import { ensureDatabase, roleOf } from "../db/service-role.ts";
import { superviseEmbeddedPostgres } from "../db/supervise-postgres.ts";
import { jobConnections } from "../jobs/jobs-schema.ts";
import type { Scope } from "../lifecycle/scope.ts";
import { removeConnectionFile, writeConnectionFile } from "./connection-file.ts";
import type { DataFolder } from "./data-folder.ts";

/** The database of the product within its cluster, when Waypost runs the cluster. */
const databaseName = "waypost";

/**
 * Sessions that `processes` of `services` each may open: a pool and a listener per service and process, the pool of the
 * jobs per process, and ten for scripts and for people.
 */
export function sessionsOf(services: number, processes: number, poolSize: number | null = null): number {
  return processes * (services * ((poolSize ?? defaultPoolSize()) + 1) + jobConnections) + 10;
}

/** How to reach the product's database. */
export interface PostgresAccess {
  /** As its owner: migrations, scripts. */
  readonly ownerUrl: string;
  /** As the role of one service, which sees that service's schema only. */
  roleUrl(service: string): string;
}

/** The access that an owner's URL gives; passwords of roles follow from the owner's. */
export function accessBy(ownerUrl: string): PostgresAccess {
  return {
    ownerUrl,
    roleUrl(service) {
      const url = new URL(ownerUrl);
      const ownerPassword = decodeURIComponent(url.password);
      url.username = roleOf(service);
      url.password = deriveRolePassword(ownerPassword, roleOf(service));
      return url.href;
    },
  };
}

export interface PostgresOptions {
  readonly data: DataFolder;
  /** The owner's URL of a PostgreSQL that is run by others; null to run the embedded one. */
  readonly databaseUrl: string | null;
  /** Sessions that all processes together may open; the embedded PostgreSQL allows as many, and 100 at least. */
  readonly sessions: number;
  readonly log: Logger;
  /** Told when the embedded PostgreSQL ended and can't be started again, without which the process can't go on. */
  readonly onLost: (reason: Error) => void;
}

/**
 * Starts the embedded PostgreSQL as a step of `scope` and keeps it running, or uses the one that `databaseUrl` names.
 * While the embedded one runs, the connection file of the data folder says how to reach it.
 */
export async function openPostgres(scope: Scope, options: PostgresOptions): Promise<PostgresAccess> {
  const { data, databaseUrl, log, sessions } = options;
  if (databaseUrl !== null) return await reachPostgres(databaseUrl, sessions, log);
  const server = await scope.start(
    "postgres",
    () =>
      superviseEmbeddedPostgres({
        folder: data.postgres,
        log,
        maxConnections: Math.max(100, sessions),
        onLost: options.onLost,
      }),
    (running) => running.stop(),
    { startTimeoutMs: 90_000, stopTimeoutMs: 30_000 },
  );
  await ensureDatabase(server.ownerUrl(), databaseName);
  const access = accessBy(server.ownerUrl(databaseName));
  writeConnectionFile(data.connection, { ownerUrl: access.ownerUrl, pid: process.pid });
  scope.onStop("connection file", () => removeConnectionFile(data.connection));
  return access;
}

/**
 * Uses a PostgreSQL that is run by others, and warns when it allows all that are not superusers fewer than `sessions` and
 * those that other processes have open on the same database.
 *
 * @throws Error in one sentence when it can't be reached within 5 s, or the URL has no password: passwords of the
 * services' roles are derived from it, and could be guessed without one.
 */
export async function reachPostgres(url: string, sessions: number, log: Logger): Promise<PostgresAccess> {
  if (new URL(url).password === "")
    throw new Error(
      "WAYPOST_DATABASE_URL has no password, from which those of the services' roles are derived; give its user one and put it into the URL.",
    );
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    const { rows } = await client.query<{ most: number; others: number }>(
      `select sum(case name when 'max_connections' then setting::int else -setting::int end)::int as most,
         (select count(*) from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid())::int as others
       from pg_settings where name in ('max_connections', 'superuser_reserved_connections', 'reserved_connections')`,
    );
    const { most = 0, others = 0 } = rows[0] ?? {};
    if (sessions + others > most)
      log.warn(
        { sessions, others, most },
        `The processes may open ${sessions} sessions${others === 0 ? "" : `, others have ${others} open`} and PostgreSQL allows ${most}; raise max_connections by ${sessions + others - most}`,
      );
    return accessBy(url);
  } catch (error) {
    throw new Error(
      `PostgreSQL can't be reached at WAYPOST_DATABASE_URL: ${error instanceof Error ? error.message : String(error)}.`,
      { cause: error },
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}
