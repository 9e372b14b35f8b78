import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "pino";
import { lockFolder } from "../lifecycle/folder-lock.ts";
import { findFreePort } from "./free-port.ts";
import { findPostgresBinaries, type PostgresBinaries } from "./postgres-binaries.ts";
import { inspectLeftOver, removeStalePid, stopServer } from "./postgres-orphan.ts";
import { type PostgresExit, PostgresProcess } from "./postgres-process.ts";
import { choosePostgresUser, planLaunch, type SystemUser } from "./postgres-user.ts";
import { deriveRolePassword } from "./role-password.ts";

export interface EmbeddedPostgresOptions {
  /** Holds everything: the cluster, its password, its lock. Made when it is not there. */
  readonly folder: string;
  readonly log: Logger;
  /** Port on 127.0.0.1. Default: any free one, chosen anew at every start. */
  readonly port?: number;
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
  readonly host: "127.0.0.1";
  readonly port: number;
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

const OWNER = "waypost";
const PORT_ATTEMPTS = 5;

/**
 * Starts the PostgreSQL that npm installed as a child process on `folder`, initialising a cluster first when
 * there is none.
 *
 * Only 127.0.0.1 can reach it, by SCRAM with a random password kept in `folder` (mode 0600). The child has its
 * own process group: Ctrl-C in a terminal reaches Waypost only, which drains before it stops the database. When
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
    const binaries = await findPostgresBinaries();
    const user = choosePostgresUser(pgdata);
    // Others may pass through, not look: what lies in here has mode 0600 or 0700.
    if (user !== null) chmodSync(folder, 0o711);
    const password = readOrCreatePassword(join(folder, "password"));
    const startedAt = performance.now();
    await clearLeftOver(pgdata, log);
    if (!existsSync(join(pgdata, "PG_VERSION"))) await initialise(binaries, user, folder, password);
    const maxConnections = options.maxConnections ?? 100;
    const { server, port } = await startServer(options, binaries, user, pgdata, maxConnections);
    if (server.recovered) log.warn("PostgreSQL was not shut down cleanly; it recovered from its log");
    log.info(
      { postgresPid: server.pid, port, tookMs: Math.round(performance.now() - startedAt) },
      "PostgreSQL is ready",
    );
    const rolePassword = (role: string) => deriveRolePassword(password, role);
    const url = (role: string, secret: string, database: string) =>
      `postgres://${encodeURIComponent(role)}:${secret}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
    let stopping: Promise<void> | undefined;
    const releaseOnExit = server.exited.finally(() => lock.release());
    return {
      host: "127.0.0.1",
      port,
      pid: server.pid,
      maxConnections,
      ownerUrl: (database = "postgres") => url(OWNER, password, database),
      roleUrl: (role, database) => url(role, rolePassword(role), database),
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
  if (leftOver.kind === "stale") {
    log.warn({ postgresPid: leftOver.pid }, "Removing a left-over postmaster.pid: its PostgreSQL is gone");
    removeStalePid(pgdata);
  }
}

/** Initialises beside the final place and moves it there when it is whole, so that an interrupted first start is repeated. */
async function initialise(
  binaries: PostgresBinaries,
  user: SystemUser | null,
  folder: string,
  password: string,
): Promise<void> {
  const unfinished = join(folder, "pgdata.new");
  const passwordFile = join(folder, "password.init");
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user !== null) {
    chownSync(unfinished, user.uid, user.gid);
    chownSync(passwordFile, user.uid, user.gid);
  }
  const args = [
    `--pgdata=${unfinished}`,
    `--username=${OWNER}`,
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    // The built-in provider sorts alike on every system, whatever its C library thinks.
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
    "--no-instructions",
    "--no-sync",
  ];
  try {
    await run(binaries.initdb, args, user, [unfinished]);
    renameSync(unfinished, join(folder, "pgdata"));
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

async function run(
  command: string,
  args: readonly string[],
  user: SystemUser | null,
  paths: readonly string[],
): Promise<void> {
  const plan = planLaunch(user, command, args, paths);
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const child = spawn(plan.command, plan.args, {
    stdio: ["ignore", "ignore", "pipe"],
    cwd: "/",
    env: { LC_ALL: "C", PATH: "/usr/bin:/bin" },
    ...(plan.uid === undefined ? {} : { uid: plan.uid, gid: plan.gid }),
  });
  let complaint = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaint = (complaint + text).slice(-2_000);
  });
  child.once("error", reject);
  child.once("close", (code) => {
    if (code === 0) resolve();
    else reject(new Error(`PostgreSQL could not be initialised: ${complaint.trim() || `exit code ${code}`}`));
  });
  await promise;
}

async function startServer(
  options: EmbeddedPostgresOptions,
  binaries: PostgresBinaries,
  user: SystemUser | null,
  pgdata: string,
  maxConnections: number,
): Promise<{ server: PostgresProcess; port: number }> {
  for (let attempt = 1; ; attempt++) {
    const port = options.port ?? (await findFreePort());
    const settings = {
      ...serverSettings(port, maxConnections, options.durable ?? true),
      ...options.settings,
    };
    const args = [
      "-D",
      pgdata,
      ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
    ];
    const server = new PostgresProcess(
      planLaunch(user, binaries.postgres, args, [join(pgdata, "base")]),
      options.log,
    );
    try {
      await server.ready(options.startTimeoutMs ?? 60_000);
      return { server, port };
    } catch (error) {
      await server.stop(1_000);
      // Between finding the port and using it somebody else may take it; the backends of a killed server need
      // a moment to notice that it is gone.
      const again = (server.portTaken && options.port === undefined) || server.memoryInUse;
      if (!again || attempt >= PORT_ATTEMPTS) throw error;
      await delay(200 * attempt);
    }
  }
}

function serverSettings(port: number, maxConnections: number, durable: boolean): Record<string, string> {
  return {
    listen_addresses: "127.0.0.1",
    port: String(port),
    unix_socket_directories: "",
    max_connections: String(maxConnections),
    fsync: durable ? "on" : "off",
    synchronous_commit: durable ? "on" : "off",
    full_page_writes: durable ? "on" : "off",
    // Sized for one machine that runs everything: the cluster idles at some 30 MB.
    shared_buffers: "64MB",
    maintenance_work_mem: "64MB",
    effective_cache_size: "512MB",
    max_wal_size: "1GB",
    min_wal_size: "80MB",
    wal_level: "minimal",
    max_wal_senders: "0",
    max_logical_replication_workers: "0",
    io_method: "sync",
    jit: "off",
    random_page_cost: "1.1",
    timezone: "UTC",
    log_timezone: "UTC",
    lc_messages: "C",
    // Statements may hold personal data, so they stay out of the log; errors reach the client that caused them.
    log_line_prefix: "",
    log_min_messages: "warning",
    log_min_error_statement: "panic",
    log_checkpoints: "off",
    log_error_verbosity: "terse",
    cluster_name: "waypost",
  };
}

function readOrCreatePassword(path: string): string {
  if (existsSync(path)) return readFileSync(path, "utf8").trim();
  const password = randomBytes(32).toString("base64url");
  writeFileSync(path, `${password}\n`, { mode: 0o600 });
  return password;
}
