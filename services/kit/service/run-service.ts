import { migrate } from "../db/migrate.ts";
import { deriveRolePassword } from "../db/role-password.ts";
import { rolesOf } from "../host/role.ts";
import { Scope } from "../lifecycle/scope.ts";
import { handleSignals } from "../lifecycle/signals.ts";
import { type Environment, parseSettingGroups } from "../settings/parse-settings.ts";
import { createLogger } from "../telemetry/logger.ts";
import { openDataFolder } from "./data-folder.ts";
import type { AnyService } from "./define-service.ts";
import { probeAddress } from "./listen-http.ts";
import { reachPostgres, sessionsOf } from "./postgres-access.ts";
import { type ProcessConfig, peerSettings, processSettings } from "./process-settings.ts";
import type { Product } from "./product.ts";
import { type StartedProcess, startProcess } from "./start-process.ts";

export interface RunServiceOptions {
  /** The folder with one folder of SQL files per service. */
  readonly migrations: string;
  readonly env: Environment;
  readonly product: Product;
}

/**
 * Runs one service as a process of its own until a signal ends it: what a service's `main.ts` calls. Needs
 * `WAYPOST_DATABASE_URL`, `WAYPOST_SERVICE_SECRET`, and the RPC address of each peer; answers its own peers on
 * `WAYPOST_RPC_PORT` (default `WAYPOST_PORT` + 2000) and prints one line of JSON with its addresses when it is ready.
 * Services on one machine that share the click log share `WAYPOST_DATA`.
 */
export async function runService(service: AnyService, options: RunServiceOptions): Promise<void> {
  const scopeOf = (level: ProcessConfig["logLevel"]) => {
    const log = createLogger(level ?? "info", process.stderr);
    const scope = new Scope(service.name, log);
    handleSignals({ log, stop: () => scope.stop() });
    // Whoever started it and kept a channel to it is gone; nobody would stop it any more.
    process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
    return { scope, log };
  };
  let scope: Scope | undefined;
  try {
    const parsed = readServiceSettings(service, options);
    const opened = scopeOf(parsed.process.logLevel);
    scope = opened.scope;
    const started = await startAlone(opened.scope, service, { ...options, parsed, log: opened.log });
    const { url, adminUrl, rpcUrl } = started;
    process.stdout.write(
      `${JSON.stringify({ ready: true, service: service.name, url, adminUrl, rpcUrl, pid: process.pid })}\n`,
    );
  } catch (error) {
    if (scope?.signal.aborted === true) return;
    await scope?.stop();
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

function readServiceSettings(service: AnyService, { env, product }: RunServiceOptions) {
  // Every process of an installation may be given all addresses, its own and those of services it never calls.
  const peers = peerSettings(product.services);
  const parsed = parseSettingGroups({ process: processSettings, peers, service: service.settings }, env);
  const roles = rolesOf(parsed.process.roles);
  const missing = [
    ...(parsed.process.databaseUrl === null ? ["WAYPOST_DATABASE_URL"] : []),
    ...(parsed.process.serviceSecret === null ? ["WAYPOST_SERVICE_SECRET"] : []),
    ...[...(roles.has("http") ? [product.keys.service] : []), ...(service.peers ?? [])]
      .filter((name) => name !== service.name || !roles.has("rpc"))
      .filter((name) => (parsed.peers[name] ?? []).length === 0)
      .map((name) => `WAYPOST_${name.toUpperCase()}_URL`),
  ];
  if (missing.length > 0) throw new Error(`${service.name} alone needs ${missing.join(", ")}.`);
  return parsed;
}

async function startAlone(
  scope: Scope,
  service: AnyService,
  options: RunServiceOptions & {
    readonly parsed: ReturnType<typeof readServiceSettings>;
    readonly log: ReturnType<typeof createLogger>;
  },
): Promise<StartedProcess> {
  const { parsed, log, product, migrations } = options;
  const { process: config } = parsed;
  const http = await probeAddress(config.host, config.port, "WAYPOST_PORT");
  const admin = await probeAddress(config.adminHost, config.adminPort ?? http + 1_000, "WAYPOST_ADMIN_PORT");
  const postgres = await reachPostgres(config.databaseUrl ?? "", sessionsOf(1, 1, config.poolSize), log);
  const ownerPassword = decodeURIComponent(new URL(postgres.ownerUrl).password);
  await migrate({
    ownerUrl: postgres.ownerUrl,
    root: migrations,
    services: [service],
    rolePassword: (role) => deriveRolePassword(ownerPassword, role),
    log,
  });
  return await startProcess(scope, {
    name: service.name,
    services: [service],
    configs: { [service.name]: parsed.service },
    roles: rolesOf(config.roles),
    config: { ...config, rpcPort: config.rpcPort ?? http + 2_000 },
    ports: { http, admin },
    peerUrls: parsed.peers,
    product,
    data: openDataFolder(config.data),
    postgres,
    poolSize: config.poolSize,
    workerIndex: 0,
    log,
  });
}
