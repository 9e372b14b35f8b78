import { randomBytes } from "node:crypto";
import type { FastifyInstance } from "fastify";
import type { Logger } from "pino";
import type { Role } from "../host/role.ts";
import { createHttpApp } from "../http/create-http-app.ts";
import { closeAfterAnswers, stopListening } from "../http/step-down.ts";
import { JobStore } from "../jobs/job-store.ts";
import { connectKafka } from "../kafka/connect-kafka.ts";
import { readKafkaConnection } from "../kafka/kafka-settings.ts";
import { declareTopics, topicsOf } from "../kafka/topics/declarations.ts";
import { watchTopics } from "../kafka/topics/watch-topics.ts";
import { pause } from "../lifecycle/pause.ts";
import type { Scope } from "../lifecycle/scope.ts";
import { BackgroundWork } from "../lifecycle/spawn.ts";
import { openRedis } from "../redis/open-redis.ts";
import { createRpcServer } from "../rpc/rpc-server.ts";
import { createServiceTokens, type ServiceTokens } from "../rpc/service-tokens.ts";
import { openAdminServer } from "../telemetry/admin-server.ts";
import { createMetrics } from "../telemetry/metrics.ts";
import { Readiness } from "../telemetry/readiness.ts";
import { observeBackground } from "./background-metrics.ts";
import { buildInfo } from "./build-info.ts";
import type { DataFolder } from "./data-folder.ts";
import type { AnyConfig, AnyService } from "./define-service.ts";
import { type KeyAuthority, KeyCache } from "./key-cache.ts";
import { AddressError, listenHttp, urlOf } from "./listen-http.ts";
import { mountServices } from "./mount-services.ts";
import { type OpenService, openServices, startWork } from "./open-services.ts";
import { ownCall } from "./own-call.ts";
import { PeerBook } from "./peer-book.ts";
import type { PostgresAccess } from "./postgres-access.ts";
import type { ProcessConfig } from "./process-settings.ts";
import type { Product } from "./product.ts";

const MIB = 1024 ** 2;

/** What a process runs, and where. */
export interface ProcessOptions {
  /** In logs, metrics and tokens: the service's name, or `all`. */
  readonly name: string;
  readonly services: readonly AnyService[];
  readonly configs: Readonly<Record<string, AnyConfig>>;
  readonly roles: ReadonlySet<Role>;
  readonly config: ProcessConfig;
  /** The ports to open, already found to be free. */
  readonly ports: { readonly http: number; readonly admin: number };
  /** Addresses of services that other processes run. */
  readonly peerUrls: Readonly<Record<string, readonly string[]>>;
  readonly product: Product;
  readonly data: DataFolder;
  readonly postgres: PostgresAccess;
  readonly poolSize: number | null;
  readonly workerIndex: number;
  /** Mounts what belongs to no service, such as the reference. */
  readonly decorate?: (app: FastifyInstance) => void | Promise<void>;
  readonly log: Logger;
}

/** The addresses of a started process, and its services. */
export interface StartedProcess {
  /** Where HTTP is answered; where it would be when this process does not. */
  readonly url: string;
  readonly adminUrl: string;
  /** Null when no port is open for other processes. */
  readonly rpcUrl: string | null;
  readonly services: readonly OpenService[];
}

/**
 * Starts services in this process as steps of `scope` and resolves when all of it is ready. The stop goes the other
 * way: not ready, for as long as the drain delay says → no new requests, those under way are finished → consumers and
 * jobs → what runs beside → pools.
 */
export async function startProcess(scope: Scope, options: ProcessOptions): Promise<StartedProcess> {
  const { name, config, ports, roles, log } = options;
  const metrics = createMetrics({
    ...buildInfo(),
    services: options.services.map((it) => it.name).join(","),
  });
  const readiness = new Readiness();
  const kafka = readKafkaConnection(config);
  const background = new BackgroundWork(log, observeBackground(metrics));
  const tokens = processTokens(config.serviceSecret);
  const peers = new PeerBook({ tokens, metrics, log, urls: options.peerUrls });
  const url = urlOf(config.host, ports.http);
  const shared = {
    ...options,
    peers,
    background,
    tokens,
    readiness,
    metrics,
    publicUrl: config.publicUrl ?? url,
    kafka,
    // Room is made before the floor is reached, where nothing more is written.
    retention: { maxBytes: config.logMaxMb * MIB, minFreeBytes: 2 * config.logFloorMb * MIB },
    jobStore: new JobStore({ postgres: options.postgres, runs: roles.has("jobs"), log }),
    redis: openRedis(scope, config, { name, log, metrics, readiness }),
  };
  if (kafka !== null) {
    const names = options.services.map((service) => service.name);
    const topics = topicsOf(declareTopics(options.product.topics, config), names);
    watchTopics({ kafka: () => connectKafka(kafka, log), topics, background, readiness, metrics, log });
  }
  const services = await openServices(scope, shared);
  await startWork(scope, services, shared);
  const rpc = roles.has("rpc") ? await listenRpc(scope, config, { services, tokens, log, metrics }) : null;
  const { adminHost } = config;
  const admin = await scope.start(
    "admin port",
    () =>
      openAdminServer({ host: adminHost, port: ports.admin, metrics, readiness, log }).catch(
        (error: unknown) => {
          throw new AddressError(adminHost, ports.admin, "WAYPOST_ADMIN_PORT", error, "WAYPOST_ADMIN_HOST");
        },
      ),
    (server) => server.close(),
  );
  let sayGoodbye: (() => void) | undefined;
  if (roles.has("http")) {
    const app = createHttpApp({
      log,
      trustProxy: config.trustProxy.length === 0 ? false : config.trustProxy,
      trustRequestId: config.trustRequestId,
      corsOrigins: config.corsOrigins,
    });
    // Asked by this process as a whole: the keys of requests to any of its services.
    const authority: KeyAuthority = keyAuthority(peers, name, options.product.keys);
    const keys = new KeyCache({
      authority,
      background,
      owner: name,
      ownCall: (bounds) => ownCall(name, log, bounds),
      now: Date.now,
    });
    await mountServices(app, { services, verifyKey: keys.verify, readiness });
    await options.decorate?.(app);
    await scope.start(
      "http",
      () => listenHttp(app, config.host, ports.http),
      async () => {
        if (config.drainDelayMs > 0) await stopListening(app.server);
        await app.close();
      },
    );
    sayGoodbye = () => closeAfterAnswers(app.server);
  }
  readiness.open();
  rpc?.setServing(true);
  const stepDown = async () => {
    readiness.close();
    rpc?.setServing(false);
    sayGoodbye?.();
    // A process that takes no traffic needs no time for its callers to go elsewhere.
    if (rpc === null && sayGoodbye === undefined) return;
    await pause(config.drainDelayMs, new AbortController().signal);
  };
  scope.onStop("readiness", stepDown, config.drainDelayMs + 5_000);
  return { url, adminUrl: admin.url, rpcUrl: rpc?.url ?? null, services };
}

/** Services of one process need no shared secret: what they say to each other never leaves it. */
function processTokens(secret: string | null): ServiceTokens {
  return createServiceTokens(secret === null ? randomBytes(32) : Buffer.from(secret));
}

function keyAuthority(peers: PeerBook, caller: string, { service, rpc }: Product["keys"]): KeyAuthority {
  const peer: unknown = peers.peer(caller, service, rpc);
  // kit knows no generated contract: whoever authenticates keys has these methods, which its declaration promises.
  return peer as KeyAuthority;
}

async function listenRpc(
  scope: Scope,
  config: ProcessConfig,
  {
    services,
    ...server
  }: Pick<StartedProcess, "services"> & Omit<Parameters<typeof createRpcServer>[0], "bindings">,
): Promise<{ readonly url: string; setServing(serving: boolean): void } | null> {
  const { rpcPort, rpcHost: host } = config;
  if (rpcPort === null) return null;
  const bindings = services.flatMap(({ definition, context }) =>
    (definition.rpc ?? []).map((role) => ({ ...role, name: definition.name, context })),
  );
  const rpc = createRpcServer({ ...server, bindings });
  const listener = await scope.start(
    "rpc port",
    () =>
      rpc.listen({ host, port: rpcPort }).catch((error: unknown) => {
        throw new AddressError(host, rpcPort, "WAYPOST_RPC_PORT", error);
      }),
    (open) => {
      rpc.shutDown();
      return open.close();
    },
  );
  return { url: listener.url, setServing: (serving) => rpc.setServing(serving) };
}
