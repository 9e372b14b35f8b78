import { existsSync, readFileSync } from "node:fs";
import { relative } from "node:path";
import { product } from "@waypost/gen/product.ts";
import { rolesOf } from "@waypost/kit/host/role.ts";
import { lockFolder } from "@waypost/kit/lifecycle/folder-lock.ts";
import type { Scope } from "@waypost/kit/lifecycle/scope.ts";
import { openDataFolder } from "@waypost/kit/service/data-folder.ts";
import type { AnyService } from "@waypost/kit/service/define-service.ts";
import { probeAddress } from "@waypost/kit/service/listen-http.ts";
import { openPostgres, sessionsOf } from "@waypost/kit/service/postgres-access.ts";
import { startProcess } from "@waypost/kit/service/start-process.ts";
import type { Logger } from "pino";
import { bannerJson, bannerText } from "./banner.ts";
import { migrateAll } from "./migrate-all.ts";
import { mountReference } from "./mount-reference.ts";
import type { Options } from "./options.ts";
import { services } from "./services.ts";
import type { AllConfig } from "./settings.ts";

export interface StartOptions {
  readonly root: string;
  readonly options: Options;
  readonly config: AllConfig;
  readonly log: Logger;
  /** Whether a person reads what is answered, and nothing keeps it. */
  readonly terminal: boolean;
  /** Told once running when the product can't go on: it must be stopped. */
  readonly onFatal: (reason: Error) => void;
}

/** Starts everything as steps of `scope`; the answer is what to tell the person who did it. */
export async function startProduct(scope: Scope, start: StartOptions): Promise<string> {
  const { root, options, config, log } = start;
  const { process: settings } = config;
  const wanted = services.filter((it) => options.only?.includes(it.name) ?? true);
  requirePeers(wanted, config);
  const ports = await findPorts(settings);
  const data = openDataFolder(settings.data);
  await scope.start(
    "data folder",
    () => lockFolder(data.path),
    (lock) => lock.release(),
  );
  const isFirst = !existsSync(data.adminKey);
  const postgres = await openPostgres(scope, {
    data,
    databaseUrl: settings.databaseUrl,
    sessions: sessionsOf(wanted.length, settings.workers === 1 ? 1 : settings.workers + 1, settings.poolSize),
    log,
    onLost({ message }) {
      start.onFatal(new Error(`PostgreSQL ended and does not start again (${message}); Waypost stops.`));
    },
  });
  await migrateAll(root, wanted, postgres, log);
  const roles = new Set(rolesOf(settings.roles));
  const workers = roles.has("http") && settings.workers > 1 ? settings.workers : 0;
  if (workers > 0) roles.delete("http");
  const started = await startProcess(scope, {
    name: "all",
    services: wanted,
    configs: config.services,
    roles,
    config: settings,
    ports,
    peerUrls: config.peerUrls,
    product,
    data,
    postgres,
    poolSize: settings.poolSize,
    workerIndex: 0,
    decorate: (app) => mountReference(app, root),
    log,
  });
  if (workers > 0) {
    const { startWorkers } = await import("./workers/start-workers.ts");
    // Asked for any free one, the ports after it may be anybody's.
    const admin = settings.adminPort === 0 ? 0 : ports.admin;
    await startWorkers(scope, { count: workers, ports: { http: ports.http, admin }, log });
  }
  const addresses = {
    url: started.url,
    adminUrl: started.adminUrl,
    adminKeyFile: shownPath(data.adminKey),
  };
  if (options.json) return bannerJson(addresses);
  const shown = start.terminal && isFirst && existsSync(data.adminKey);
  return bannerText(addresses, shown ? readFileSync(data.adminKey, "utf8").trim() : null);
}

/** Checked before anything is started, so that a taken port is told at once. */
async function findPorts({ host, port, adminHost, adminPort }: AllConfig["process"]) {
  const http = await probeAddress(host, port, "WAYPOST_PORT");
  const wanted = adminPort ?? (http + 1_000 > 65_535 ? http - 1_000 : http + 1_000);
  return { http, admin: await probeAddress(adminHost, wanted, "WAYPOST_ADMIN_PORT") };
}

function requirePeers(wanted: readonly AnyService[], config: AllConfig): void {
  const names = new Set(wanted.map((it) => it.name));
  const peers = new Set([product.keys.service, ...wanted.flatMap((it) => it.peers ?? [])]);
  const missing = [...peers].filter((peer) => !names.has(peer) && (config.peerUrls[peer] ?? []).length === 0);
  if (missing.length > 0) {
    const keys = missing.map((peer) => `WAYPOST_${peer.toUpperCase()}_URL`).join(" and ");
    throw new Error(`Without ${missing.join(" and ")} in --only, set ${keys} to where it is.`);
  }
  const apart = [...peers].some((peer) => !names.has(peer)) || config.process.rpcPort !== null;
  if (apart && config.process.serviceSecret === null) {
    throw new Error(
      "Services in several processes need the same WAYPOST_SERVICE_SECRET, of at least 32 characters.",
    );
  }
}

/** As a person in this folder would write it. */
function shownPath(path: string): string {
  const shown = relative(process.cwd(), path);
  return shown.startsWith("..") ? path : shown;
}
