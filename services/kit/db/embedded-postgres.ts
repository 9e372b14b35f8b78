import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "pino";
import { lockFolder } from "../lifecycle/folder-lock.ts";
import { clusterOwner, createCluster } from "./create-cluster.ts";
import { chooseAddress, type PostgresAddress, postgresUrl } from "./postgres-address.ts";
import { findPostgresBinaries, type PostgresBinaries } from "./postgres-binaries.ts";
import { inspectLeftOver, removeStalePid, stopServer } from "./postgres-orphan.ts";
import { type PostgresExit, PostgresProcess } from "./postgres-process.ts";
import {
  choosePostgresUser,
  giveCluster,
  nameOfDataFolder,
  type SystemUser,
  spawnOptions,
} from "./postgres-user.ts";
import { reachableBinaries } from "./reachable-binaries.ts";
import { deriveRolePassword } from "./role-password.ts";
import { serverSettings } from "./server-settings.ts";

export interface EmbeddedPostgresOptions {
  /** Holds everything: the cluster, its password, its lock. Made when it is not there. */
  readonly folder: string;
  readonly log: Logger;
  /** Where to listen. Default: by a socket in `folder` where the system has such ones, see {@link chooseAddress}. */
  readonly address?: PostgresAddress;
  /** Sessions at most, over all processes. Default 100. */
  readonly maxConnections?: number;
  /**
   * Whether commits wait for the disk. Default true. With false a crash of the machine may destroy the cluster:
   * for tests only.
   */
  readonly durable?: boolean;
  /** More settings of PostgreSQL, by name; they win over ours. */
  readonly settings?: Readonly<Record<string, string>>;
  /** How long PostgreSQL may take to accept connections, recovery included. Default 60,000. */
  readonly startTimeoutMs?: number;
  /** How long sessions and the last checkpoint may take at a stop before it is forced. Default 20,000. */
  readonly stopTimeoutMs?: number;
}

/** A running PostgreSQL that belongs to this process. */
export interface EmbeddedPostgres {
  readonly address: PostgresAddress;
  readonly pid: number;
  readonly maxConnections: number;
  /** The connection URL of the owner (a superuser) for `database`, default `postgres`. Holds the password. */
  ownerUrl(database?: string): string;
  /** The connection URL of a login role made with {@link EmbeddedPostgres.rolePassword}. */
  roleUrl(role: string, database: string): string;
  /** The password of a role: derived from the owner's, so it is the same at every start and stored nowhere else. */
  rolePassword(role: string): string;
  /** Settled when the server ends, whether by {@link EmbeddedPostgres.stop} (`expected`) or by itself. */
  readonly exited: Promise<PostgresExit>;
  /** Stops the server cleanly, by force after `stopTimeoutMs`, and releases the folder. Repeated calls wait for the first. */
  stop(): Promise<void>;
}

const PORT_ATTEMPTS = 5;

/**
 * Starts the PostgreSQL that npm installed as a child process on `folder`, initialising a cluster first when
 * there is none.
 *
 * It listens by a socket in a folder that only its account, ours and root may enter, and asks by SCRAM for a random
 * password kept in `folder` (mode 0600). The child has its own process group: Ctrl-C in a terminal reaches Waypost only, which drains before it stops the database. When
 * Waypost is killed outright the child stays behind; the next start finds it by its process id and stops it.
 *
 * @throws FolderInUseError when another Waypost runs on `folder`; Error in one sentence when it can't start.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { log } = options;
  const lock = lockFolder(options.folder);
  try {
    const folder = realpathSync(options.folder);
    const pgdata = join(folder, "pgdata");
    const user = choosePostgresUser(pgdata);
    const binaries = reachableBinaries(await findPostgresBinaries(), user, log);
    const password = readOrCreatePassword(join(folder, "password"));
    const startedAt = performance.now();
    await clearLeftOver(pgdata, log);
    giveCluster(user, pgdata);
    if (!existsSync(join(pgdata, "PG_VERSION"))) await createCluster(binaries, user, folder, password);
    const maxConnections = options.maxConnections ?? 100;
    const { server, address } = await startServer(options, binaries, user, folder, maxConnections);
    if (server.recovered) log.warn("PostgreSQL was not shut down cleanly; it recovered from its log");
    log.info(
      { postgresPid: server.pid, ...address, tookMs: Math.round(performance.now() - startedAt) },
      "PostgreSQL is ready",
    );
    const rolePassword = (role: string) => deriveRolePassword(password, role);
    let stopping: Promise<void> | undefined;
    const releaseOnExit = server.exited.finally(() => lock.release());
    return {
      address,
      pid: server.pid,
      maxConnections,
      ownerUrl: (database = "postgres") => postgresUrl(address, clusterOwner, password, database),
      roleUrl: (role, database) => postgresUrl(address, role, rolePassword(role), database),
      rolePassword,
      exited: server.exited,
      stop() {
        stopping ??= server.stop(options.stopTimeoutMs ?? 20_000).then(async () => {
          await releaseOnExit;
        });
        return stopping;
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function clearLeftOver(pgdata: string, log: Logger): Promise<void> {
  const leftOver = inspectLeftOver(pgdata);
  if (leftOver.kind === "orphan") {
    log.warn(
      { postgresPid: leftOver.pid },
      "Stopping a PostgreSQL that an earlier Waypost left running on this data folder",
    );
    await stopServer(leftOver.pid, 20_000);
  }
  if (leftOver.kind === "stale")
    log.warn({ postgresPid: leftOver.pid }, "Removing a left-over postmaster.pid: its PostgreSQL is gone");
  if (leftOver.kind !== "none") removeStalePid(pgdata);
}

async function startServer(
  options: EmbeddedPostgresOptions,
  binaries: PostgresBinaries,
  user: SystemUser | null,
  folder: string,
  maxConnections: number,
): Promise<{ server: PostgresProcess; address: PostgresAddress }> {
  const pgdata = join(folder, "pgdata");
  for (let attempt = 1; ; attempt++) {
    const address = options.address ?? (await chooseAddress(folder));
    const settings = {
      ...serverSettings(address, maxConnections, options.durable ?? true),
      ...options.settings,
      // By this the next start, and a person who looks at the processes, know whose it is.
      "waypost.data": pgdata,
    };
    const args = [
      "-D",
      nameOfDataFolder(user, pgdata),
      ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
    ];
    const server = new PostgresProcess(binaries.postgres, args, spawnOptions(user, pgdata), options.log);
    try {
      await server.ready(options.startTimeoutMs ?? 60_000);
      return { server, address };
    } catch (error) {
      await server.stop(1_000);
      // Between finding the port and using it somebody else may take it; the backends of a killed server need
      // a moment to notice that it is gone.
      const again = (server.portTaken && options.address === undefined) || server.memoryInUse;
      if (!again || attempt >= PORT_ATTEMPTS) throw error;
      await delay(200 * attempt);
    }
  }
}

function readOrCreatePassword(path: string): string {
  if (existsSync(path)) return readFileSync(path, "utf8").trim();
  const password = randomBytes(32).toString("base64url");
  writeFileSync(path, `${password}\n`, { mode: 0o600 });
  return password;
}
