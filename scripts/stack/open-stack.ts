import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findFreePort } from "@waypost/kit/db/free-port.ts";
import { lockFolder } from "@waypost/kit/lifecycle/folder-lock.ts";
import type { Scope } from "@waypost/kit/lifecycle/scope.ts";
import { openDataFolder } from "@waypost/kit/service/data-folder.ts";
import { probeAddress } from "@waypost/kit/service/listen-http.ts";
import { openPostgres, sessionsOf } from "@waypost/kit/service/postgres-access.ts";
import type { Logger } from "pino";
import { type Gateway, openGateway } from "../gateway/open-gateway.ts";
import { findCapability } from "../test/capabilities.ts";
import { ManagedProcess, type ProcessEvent } from "./managed-process.ts";
import { runOnce } from "./run-once.ts";
import { type PlannedProcess, stackPlan, stackProcesses } from "./stack-plan.ts";
import { openStackRedis, type StackRedis } from "./stack-redis.ts";
import { type SettingTexts, settingsOfService } from "./stack-settings.ts";

export interface StackOptions {
  /** The folder of the repository. */
  readonly root: string;
  /** Holds everything: databases, logs, secrets. */
  readonly data: string;
  /** Of the settings file. */
  readonly settings: SettingTexts;
  readonly log: Logger;
  readonly tell: (event: ProcessEvent) => void;
  /** Told in a sentence what the stack does without, and why. */
  readonly without: (sentence: string) => void;
  /** PostgreSQL ended for good. */
  readonly onLost: (reason: Error) => void;
}

/** Everything that runs. */
export interface Stack {
  /** Where visitors and callers go: the gateway, or the first process of links where there is none. */
  readonly url: string;
  readonly gateway: Gateway | null;
  readonly redis: StackRedis | null;
  /** The owner's URL. */
  readonly databaseUrl: string;
  readonly processes: ReadonlyMap<string, ManagedProcess>;
  /** HTTP addresses by process, of those that answer. */
  readonly urls: ReadonlyMap<string, string>;
  readonly apiKey: string;
}

interface Ports {
  readonly http: number;
  readonly admin: number;
  readonly rpc: number;
}

/** Starts the stack as steps of `scope`, each when those before are ready: stores, migrations, services, gateway. */
export async function openStack(scope: Scope, options: StackOptions): Promise<Stack> {
  const { root, settings, log } = options;
  const data = openDataFolder(options.data);
  await scope.start(
    "data folder",
    () => lockFolder(data.path),
    (lock) => lock.release(),
  );
  const gatewayPort = await probeAddress("127.0.0.1", Number(settings.GATEWAY_PORT), "GATEWAY_PORT");
  const poolSize = Number(settings.WAYPOST_DATABASE_POOL);
  const postgres = await openPostgres(scope, {
    data,
    databaseUrl: null,
    sessions: sessionsOf(1, stackProcesses.length, poolSize),
    log,
    onLost: options.onLost,
  });
  const redis = await startRedis(scope, data.path, options);
  const shared = {
    PATH: process.env.PATH ?? "",
    NODE_COMPILE_CACHE: join(root, "node_modules/.cache/waypost-code"),
    WAYPOST_DATABASE_URL: postgres.ownerUrl,
  };
  await runOnce("migrations", join(root, "services/all/migrate/main.ts"), shared);
  const ports = await choosePorts();
  const rpcUrls = (service: string) =>
    stackProcesses
      .filter((it) => it.service === service && it.roles.includes("rpc"))
      .map(({ name }) => `http://127.0.0.1:${ports.get(name)?.rpc}`)
      .join(",");
  const environment = (planned: PlannedProcess) => ({
    ...shared,
    ...settingsOfService(settings, planned.service),
    WAYPOST_ROLES: planned.roles.join(","),
    WAYPOST_HOST: "127.0.0.1",
    WAYPOST_PORT: String(ports.get(planned.name)?.http),
    WAYPOST_ADMIN_PORT: String(ports.get(planned.name)?.admin),
    WAYPOST_RPC_PORT: String(ports.get(planned.name)?.rpc),
    // The local bus is a folder that all who write and read clicks share.
    WAYPOST_DATA: join(data.path, "shared"),
    WAYPOST_SERVICE_SECRET: serviceSecret(data.path),
    WAYPOST_IDENTITY_URL: rpcUrls("identity"),
    WAYPOST_ANALYTICS_URL: rpcUrls("analytics"),
    WAYPOST_TRUST_PROXY: "127.0.0.1",
    ...(redis === null ? {} : { WAYPOST_REDIS_URL: redis.url }),
  });
  const processes = new Map<string, ManagedProcess>();
  for (const row of stackPlan) {
    const managed = row.map(
      (planned) =>
        new ManagedProcess({
          name: planned.name,
          main: join(root, "services", planned.service, "main.ts"),
          env: environment(planned),
          logFile: join(data.path, "logs", `${planned.name}.log`),
          tell: options.tell,
        }),
    );
    for (const one of managed) processes.set(one.name, one);
    const stopAll = async () =>
      (await Promise.all(managed.map((one) => one.stop()))).every((code) => code === 0);
    scope.onStop(row.map(({ name }) => name).join(", "), stopAll, 70_000);
    await Promise.all(managed.map((one) => one.start()));
  }
  const urls = new Map(
    stackProcesses
      .filter(({ roles }) => roles.includes("http"))
      .map(({ name }) => [name, `http://127.0.0.1:${ports.get(name)?.http}`]),
  );
  const gateway = await startGateway(scope, gatewayPort, data.path, urls, options);
  return {
    url: gateway?.url ?? urls.get("links-1") ?? "",
    gateway,
    redis,
    databaseUrl: postgres.ownerUrl,
    processes,
    urls,
    apiKey: readFileSync(join(data.path, "shared/admin-key"), "utf8").trim(),
  };
}

async function startRedis(scope: Scope, data: string, { without }: StackOptions): Promise<StackRedis | null> {
  const program = findCapability("redis");
  if (program === undefined) {
    without(
      "Redis is not installed (Debian: redis-server): processes hear of changed links through PostgreSQL only.",
    );
    return null;
  }
  const port = await findFreePort();
  return await scope.start(
    "redis",
    () => openStackRedis(program, join(data, "redis"), port),
    (redis) => redis.stop(),
  );
}

async function startGateway(
  scope: Scope,
  port: number,
  data: string,
  urls: ReadonlyMap<string, string>,
  { settings, without }: StackOptions,
): Promise<Gateway | null> {
  const nginx = findCapability("gateway");
  if (nginx === undefined) {
    without(
      "nginx is not installed (Debian: nginx-light): there is no gateway, each process is reached by its own port.",
    );
    return null;
  }
  const address = (names: readonly string[]) => names.map((name) => new URL(urls.get(name) ?? "").host);
  const { GATEWAY_TLS_CERTIFICATE: certificate = "", GATEWAY_TLS_KEY: key = "" } = settings;
  const tls = certificate === "" ? null : { certificate, key };
  return await scope.start(
    "gateway",
    () =>
      openGateway({
        nginx,
        folder: join(data, "gateway"),
        url: `${tls === null ? "http" : "https"}://127.0.0.1:${port}`,
        settings: {
          upstreams: Object.fromEntries(
            ["identity", "analytics", "links"].map((service) => [
              service,
              address(
                stackProcesses
                  .filter((it) => it.service === service && urls.has(it.name))
                  .map(({ name }) => name),
              ),
            ]),
          ),
          resolver: null,
          listen: `127.0.0.1:${port}`,
          tls,
          trustedProxies: (settings.GATEWAY_TRUSTED_PROXIES ?? "").split(",").filter((it) => it !== ""),
          rates: {
            visits: settings.GATEWAY_VISITS_PER_SECOND ?? "",
            api: settings.GATEWAY_API_PER_SECOND ?? "",
            keys: settings.GATEWAY_KEYS_PER_SECOND ?? "",
          },
        },
      }),
    (gateway) => gateway.close(),
    { stopTimeoutMs: 15_000 },
  );
}

async function choosePorts(): Promise<ReadonlyMap<string, Ports>> {
  const ports = new Map<string, Ports>();
  for (const { name } of stackProcesses)
    ports.set(name, { http: await findFreePort(), admin: await findFreePort(), rpc: await findFreePort() });
  return ports;
}

/** Made at the first start. */
function serviceSecret(folder: string): string {
  const file = join(folder, "service-secret");
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString("hex"), { mode: 0o600 });
  return readFileSync(file, "utf8");
}
