import { product } from "@waypost/gen/product.ts";
import type { Scope } from "@waypost/kit/lifecycle/scope.ts";
import { readConnectionFile } from "@waypost/kit/service/connection-file.ts";
import { openDataFolder } from "@waypost/kit/service/data-folder.ts";
import { probeAddress } from "@waypost/kit/service/listen-http.ts";
import { accessBy } from "@waypost/kit/service/postgres-access.ts";
import { startProcess } from "@waypost/kit/service/start-process.ts";
import type { Logger } from "pino";
import { mountReference } from "../mount-reference.ts";
import { services } from "../services.ts";
import type { AllConfig } from "../settings.ts";
import { readyMessage, stopMessage } from "./worker-index.ts";

export interface WorkerOptions {
  readonly root: string;
  readonly index: number;
  readonly only: readonly string[] | null;
  readonly config: AllConfig;
  readonly log: Logger;
}

/** Answers HTTP beside other workers, on the PostgreSQL that the first process has started and migrated. */
export async function startWorker(scope: Scope, options: WorkerOptions): Promise<void> {
  const { root, index, only, config, log } = options;
  const { process: settings } = config;
  obeyFirstProcess(scope);
  const data = openDataFolder(settings.data);
  const ownerUrl = settings.databaseUrl ?? readConnectionFile(data.connection)?.ownerUrl;
  if (ownerUrl === undefined) throw new Error("The first process has no PostgreSQL for its workers.");
  const admin = await probeAddress(settings.adminHost, settings.adminPort ?? 0, "WAYPOST_ADMIN_PORT");
  await startProcess(scope, {
    name: "all",
    services: services.filter((it) => only?.includes(it.name) ?? true),
    configs: config.services,
    roles: new Set(["http", "rpc"]),
    config: { ...settings, rpcPort: null },
    ports: { http: settings.port, admin },
    peerUrls: config.peerUrls,
    product,
    data,
    postgres: accessBy(ownerUrl),
    poolSize: settings.poolSize,
    workerIndex: index,
    decorate: (app) => mountReference(app, root),
    log,
  });
  process.send?.(readyMessage);
}

/** Ctrl-C in a terminal reaches every process by itself, so being told to stop a second time must not hurry the stop. */
function obeyFirstProcess(scope: Scope): void {
  const stop = () => {
    if (!scope.signal.aborted) process.kill(process.pid, "SIGTERM");
  };
  process.on("message", (message) => {
    if (message === stopMessage) stop();
  });
  // The first process is gone, and with it PostgreSQL.
  process.on("disconnect", stop);
}
