import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { allRoles, type Role } from "@waypost/kit/host/role.ts";
import type { HostPeers, ServiceHost } from "@waypost/kit/host/service-host.ts";
import { JobStore } from "@waypost/kit/jobs/job-store.ts";
import type { KafkaConnection } from "@waypost/kit/kafka/kafka-settings.ts";
import { Scope } from "@waypost/kit/lifecycle/scope.ts";
import { BackgroundWork } from "@waypost/kit/lifecycle/spawn.ts";
import { openRedis } from "@waypost/kit/redis/open-redis.ts";
import { createServiceTokens } from "@waypost/kit/rpc/service-tokens.ts";
import { openDataFolder } from "@waypost/kit/service/data-folder.ts";
import { makeHost } from "@waypost/kit/service/make-host.ts";
import { PeerBook } from "@waypost/kit/service/peer-book.ts";
import { accessBy } from "@waypost/kit/service/postgres-access.ts";
import { parseSettings } from "@waypost/kit/settings/parse-settings.ts";
import type { SettingsOf, SettingsSchema } from "@waypost/kit/settings/setting.ts";
import { createMetrics } from "@waypost/kit/telemetry/metrics.ts";
import { Readiness } from "@waypost/kit/telemetry/readiness.ts";
import { type Logger, pino } from "pino";

/** What a test's host has otherwise than a process that was given no settings. */
export interface TestHostOptions {
  /** As the owner of a database that was migrated for the service; nothing connects before it is used. */
  readonly ownerUrl: string;
  /** Settings of the service as the environment would have them. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Default: every role. */
  readonly roles?: ReadonlySet<Role>;
  /** Default `Date.now`. */
  readonly now?: () => number;
  /** Answers calls to other services. Default: none of them is running. */
  readonly peer?: HostPeers["peer"];
  /** Connections of the pool. Default 3. */
  readonly poolSize?: number;
  /** Default null: no Redis. */
  readonly redisUrl?: string | null;
  /** Default null: the bus is the local log. */
  readonly kafka?: KafkaConnection | null;
  /** Default: an empty folder that is removed at the end. */
  readonly dataFolder?: string;
  /** Default `https://go.example.com`. */
  readonly publicUrl?: string;
  /** Default: errors only, on standard output. */
  readonly log?: Logger;
}

/** A host, and what of it only the process has. */
export interface TestHost<Config> {
  readonly host: ServiceHost<Config>;
  /** For the service's `open`; ended by {@link TestHost.close}. */
  readonly scope: Scope;
  /** Not open yet. */
  readonly readiness: Readiness;
  /** Ends background work, and then, the last first, what was opened. Twice is once. */
  close(): Promise<void>;
}

/**
 * Lends to one service what a process would, made by the same function: pool, notifications, log of topics, jobs, Redis.
 * Also for programs that are no tests. Whoever makes it closes it.
 */
export function makeTestHost<Schema extends SettingsSchema>(
  service: { readonly name: string; readonly settings: Schema },
  options: TestHostOptions,
): TestHost<SettingsOf<Schema>> {
  const { name } = service;
  const { log = pino({ level: "error" }), redisUrl = null } = options;
  const scope = new Scope("test", log);
  const metrics = createMetrics({ version: "test", commit: "test", services: name });
  const readiness = new Readiness();
  const background = new BackgroundWork(log);
  const postgres = accessBy(options.ownerUrl);
  const jobStore = new JobStore({ postgres, runs: false, log });
  const peers = new PeerBook({ tokens: createServiceTokens(new Uint8Array(32)), metrics, log, urls: {} });
  const folder = options.dataFolder ?? mkdtempSync(join(tmpdir(), "waypost-test-"));
  if (options.dataFolder === undefined)
    scope.onStop("folder", () => rmSync(folder, { recursive: true, force: true }));
  const config = parseSettings(service.settings, options.settings ?? {});
  scope.onStop("jobs", () => jobStore.close(5_000));
  const redis = openRedis(
    scope,
    { redisUrl, redisPrefix: "test" },
    { name: "test", log, metrics, readiness },
  );
  const shared = {
    postgres,
    data: openDataFolder(folder),
    roles: options.roles ?? allRoles,
    peers,
    background,
    poolSize: options.poolSize ?? 3,
    workerIndex: 0,
    publicUrl: options.publicUrl ?? "https://go.example.com",
    kafka: options.kafka ?? null,
    retention: {},
    redis,
    jobStore,
    readiness,
    log,
    metrics,
  };
  const made = makeHost(service, config, shared, scope);
  const { now = made.now, peer = made.peers.peer } = options;
  return {
    host: { ...made, config, now, peers: { ...made.peers, peer } },
    scope,
    readiness,
    async close() {
      await background.stop();
      await scope.stop();
    },
  };
}
