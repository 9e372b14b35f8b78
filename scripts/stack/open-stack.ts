import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { product } from "@waypost/gen/product.ts";
import { findLastingPort } from "@waypost/kit/db/free-port.ts";
import { addressOf, isSocket, socketFile } from "@waypost/kit/db/postgres-address.ts";
import { lockFolder } from "@waypost/kit/lifecycle/folder-lock.ts";
import type { Scope } from "@waypost/kit/lifecycle/scope.ts";
import { openDataFolder } from "@waypost/kit/service/data-folder.ts";
import { probeAddress } from "@waypost/kit/service/listen-http.ts";
import { openPostgres, sessionsOf } from "@waypost/kit/service/postgres-access.ts";
import { findCapability } from "@waypost/testing/capabilities.ts";
import type { FaultProxy } from "@waypost/testing/kafka/fault-proxy.ts";
import type { Logger } from "pino";
import { endLeftOver } from "../gateway/left-over.ts";
import type { Gateway } from "../gateway/open-gateway.ts";
import { ManagedProcess, type ProcessEvent } from "./managed-process.ts";
import type { PlannedProcess } from "./plan-processes.ts";
import { runOnce } from "./run-once.ts";
import { startGateway } from "./stack-gateway.ts";
import { canRunKafka, openStackKafka, type StackKafka } from "./stack-kafka.ts";
import { stackPlan, stackProcesses } from "./stack-plan.ts";
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
  /** Told in a sentence what the stack does without, or what takes long. */
  readonly note: (sentence: string) => void;
  /** PostgreSQL ended for good. */
  readonly onLost: (reason: Error) => void;
  /** Stand between the services and their stores, to do what networks do. Default: nothing does. */
  readonly proxies?: StoreProxies;
  /** More settings of a process, asked at each of its starts. Default: none. */
  readonly moreSettings?: (process: string) => SettingTexts;
}

/** One proxy per store. */
export interface StoreProxies {
  readonly kafka: FaultProxy;
  readonly postgres: FaultProxy;
  readonly redis: FaultProxy;
}

/** Everything that runs. */
export interface Stack {
  /** Where visitors and callers go: the gateway, or the first process that answers visitors where there is none. */
  readonly url: string;
  readonly gateway: Gateway | null;
  readonly kafka: StackKafka | null;
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

/** What stands around the services. */
interface Stores {
  readonly databaseUrl: string;
  readonly kafka: StackKafka | null;
  readonly redis: StackRedis | null;
}

/** Starts the stack as steps of `scope`, each when those before are ready: stores, migrations, services, gateway. */
export async function openStack(scope: Scope, options: StackOptions): Promise<Stack> {
  const { settings, note } = options;
  const data = openDataFolder(options.data).path;
  await scope.start(
    "data folder",
    () => lockFolder(data),
    (lock) => lock.release(),
  );
  await endLeftOver(join(data, "gateway/nginx.pid"), join(data, "gateway"));
  const port = await probeAddress("127.0.0.1", Number(settings.GATEWAY_PORT), "GATEWAY_PORT");
  const stores = await openStores(scope, data, options);
  await prepareStores(stores, options);
  const ports = await choosePorts();
  const processes = await startProcesses(scope, data, ports, stores, options);
  const answering = stackProcesses.filter(({ roles }) => roles.includes("http"));
  const addresses = new Map(answering.map(({ name }) => [name, `127.0.0.1:${ports.get(name)?.http}`]));
  const urls = new Map([...addresses].map(([name, address]) => [name, `http://${address}`]));
  const nginx = findCapability("gateway");
  if (nginx === undefined)
    note("nginx is not installed (Debian: nginx-light): there is no gateway, each process has its own port.");
  const gateway =
    nginx === undefined ? null : await startGateway(scope, { nginx, port, data, settings, addresses });
  const keeper = stackProcesses.find(({ service }) => service === product.keys.service)?.name ?? "";
  const apiKey = readFileSync(join(dataOf(data, keeper, stores), "admin-key"), "utf8").trim();
  const front = answering.find(({ service }) => service === product.front)?.name ?? "";
  return { ...stores, url: gateway?.url ?? urls.get(front) ?? "", gateway, processes, urls, apiKey };
}

async function openStores(scope: Scope, data: string, options: StackOptions): Promise<Stores> {
  const { settings, log, note } = options;
  const poolSize = Number(settings.WAYPOST_DATABASE_POOL);
  const { ownerUrl } = await openPostgres(scope, {
    data: openDataFolder(data),
    databaseUrl: null,
    sessions: sessionsOf(1, stackProcesses.length, poolSize),
    log,
    onLost: options.onLost,
  });
  const program = findCapability("redis");
  const port = await findLastingPort();
  const openRedis = (path: string) => openStackRedis(path, join(data, "redis"), port);
  const redis =
    program === undefined
      ? null
      : await scope.start(
          "redis",
          () => openRedis(program),
          (it) => it.stop(),
        );
  if (redis === null)
    note(
      "Redis is not installed (Debian: redis-server): processes hear of changed links by PostgreSQL only.",
    );
  if (settings.WAYPOST_BUS !== "kafka") return { databaseUrl: ownerUrl, redis, kafka: null };
  if (!canRunKafka()) {
    note(
      "Java is not installed (Debian: default-jre-headless): clicks go through a folder instead of Kafka.",
    );
    return { databaseUrl: ownerUrl, redis, kafka: null };
  }
  const kafka = await scope.start(
    "kafka",
    () => openStackKafka(join(data, "kafka"), note, options.proxies?.kafka),
    (it) => it.stop(),
    { startTimeoutMs: 600_000, stopTimeoutMs: 30_000 },
  );
  return { databaseUrl: ownerUrl, redis, kafka };
}

/** Migrations and topics: steps that run once and end, before any service starts. */
async function prepareStores(
  { databaseUrl, kafka }: Stores,
  { root, settings }: StackOptions,
): Promise<void> {
  const path = { PATH: process.env.PATH ?? "" };
  await runOnce("migrations", join(root, "services/all/migrate/main.ts"), {
    ...path,
    WAYPOST_DATABASE_URL: databaseUrl,
  });
  if (kafka === null) return;
  const env = { ...path, ...settings, WAYPOST_KAFKA_BROKERS: kafka.address };
  await runOnce("topics", join(root, "scripts/topics/main.ts"), env, ["apply"]);
}

async function startProcesses(
  scope: Scope,
  data: string,
  ports: ReadonlyMap<string, Ports>,
  stores: Stores,
  { root, settings, tell, proxies, moreSettings }: StackOptions,
): Promise<ReadonlyMap<string, ManagedProcess>> {
  const { kafka, redis } = stores;
  const databaseUrl = behind(proxies?.postgres, stores.databaseUrl);
  const secret = serviceSecret(data);
  const answering = stackProcesses.filter(({ roles }) => roles.includes("rpc"));
  const peerAddresses = Object.fromEntries(
    [...Map.groupBy(answering, ({ service }) => service)].map(([service, processes]) => [
      `WAYPOST_${service.toUpperCase()}_URL`,
      processes.map(({ name }) => `http://127.0.0.1:${ports.get(name)?.rpc}`).join(","),
    ]),
  );
  const environment = ({ name, service, roles }: PlannedProcess) => ({
    PATH: process.env.PATH ?? "",
    NODE_COMPILE_CACHE: join(root, "node_modules/.cache/waypost-code"),
    ...settingsOfService(settings, service),
    WAYPOST_ROLES: roles.join(","),
    WAYPOST_HOST: "127.0.0.1",
    WAYPOST_PORT: String(ports.get(name)?.http),
    WAYPOST_ADMIN_PORT: String(ports.get(name)?.admin),
    WAYPOST_RPC_PORT: String(ports.get(name)?.rpc),
    WAYPOST_DATA: dataOf(data, name, stores),
    WAYPOST_DATABASE_URL: databaseUrl,
    WAYPOST_SERVICE_SECRET: secret,
    ...peerAddresses,
    WAYPOST_TRUST_PROXY: "127.0.0.1",
    WAYPOST_BUS: kafka === null ? "local" : "kafka",
    ...(kafka === null ? {} : { WAYPOST_KAFKA_BROKERS: proxies?.kafka.address ?? kafka.address }),
    ...(redis === null ? {} : { WAYPOST_REDIS_URL: behind(proxies?.redis, redis.url) }),
    ...moreSettings?.(name),
  });
  const processes = new Map<string, ManagedProcess>();
  for (const row of stackPlan) {
    const managed = row.map((planned) => {
      const { name, service } = planned;
      const main = join(root, "services", service, "main.ts");
      return new ManagedProcess({
        name,
        main,
        env: () => environment(planned),
        logFile: join(data, "logs", `${name}.log`),
        tell,
      });
    });
    for (const one of managed) processes.set(one.name, one);
    const stopAll = async () =>
      (await Promise.all(managed.map((one) => one.stop()))).every((code) => code === 0);
    scope.onStop(row.map(({ name }) => name).join(", "), stopAll, 70_000);
    await Promise.all(managed.map((one) => one.start()));
  }
  return processes;
}

/** The URL by which a store is reached through a proxy, which from now on leads there. */
function behind(proxy: FaultProxy | undefined, url: string): string {
  if (proxy === undefined) return url;
  const changed = new URL(url);
  const address = addressOf(url);
  proxy.forwardTo(isSocket(address) ? socketFile(address) : changed.host);
  changed.searchParams.delete("host");
  changed.host = proxy.address;
  return changed.href;
}

/** Over Kafka each process has a disk of its own; without it the folder is what carries the clicks. */
function dataOf(data: string, process: string, { kafka }: Stores): string {
  return join(data, kafka === null ? "shared" : process);
}

async function choosePorts(): Promise<ReadonlyMap<string, Ports>> {
  const ports = new Map<string, Ports>();
  for (const { name } of stackProcesses)
    ports.set(name, {
      http: await findLastingPort(),
      admin: await findLastingPort(),
      rpc: await findLastingPort(),
    });
  return ports;
}

/** Made at the first start. */
function serviceSecret(folder: string): string {
  const file = join(folder, "service-secret");
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString("hex"), { mode: 0o600 });
  return readFileSync(file, "utf8");
}
