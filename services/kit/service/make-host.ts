import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { DescService } from "@bufbuild/protobuf";
import type { Logger } from "pino";
import type { Registry } from "prom-client";
import { createDatabase, type Database } from "../db/database.ts";
import { Listener } from "../db/listen.ts";
import type { Role } from "../host/role.ts";
import type { HostBus, ServiceHost } from "../host/service-host.ts";
import { JobDirectory } from "../jobs/job-directory.ts";
import type { JobStore } from "../jobs/job-store.ts";
import type { KafkaConnection } from "../kafka/kafka-settings.ts";
import type { Scope } from "../lifecycle/scope.ts";
import type { BackgroundWork } from "../lifecycle/spawn.ts";
import type { RetentionLimits } from "../local-log/retention.ts";
import type { Redis } from "../redis/redis.ts";
import type { Readiness } from "../telemetry/readiness.ts";
import type { DataFolder } from "./data-folder.ts";
import type { AnyConfig, AnyService } from "./define-service.ts";
import { ownCall } from "./own-call.ts";
import type { PeerBook } from "./peer-book.ts";
import { observePool } from "./pool-metrics.ts";
import type { PostgresAccess } from "./postgres-access.ts";

/** What the services of one process share. */
export interface SharedHost {
  readonly postgres: PostgresAccess;
  readonly data: DataFolder;
  readonly roles: ReadonlySet<Role>;
  readonly peers: PeerBook;
  readonly background: BackgroundWork;
  /** Connections of each service's pool; default see `createDatabase`. */
  readonly poolSize: number | null;
  readonly workerIndex: number;
  readonly publicUrl: string;
  /** See {@link HostBus}. */
  readonly kafka: KafkaConnection | null;
  readonly retention: RetentionLimits;
  readonly redis: Redis | null;
  readonly jobStore: JobStore;
  readonly readiness: Readiness;
  readonly log: Logger;
  readonly metrics: Registry;
}

/** Opens a service's pool and listener as steps of `scope`, and builds what the service is lent. */
export function makeHost(
  service: Pick<AnyService, "name">,
  config: AnyConfig,
  shared: SharedHost,
  scope: Scope,
): ServiceHost<AnyConfig> {
  const log = shared.log.child({ service: service.name });
  const url = shared.postgres.roleUrl(service.name);
  const database: Database<unknown> = createDatabase<unknown>({
    url,
    applicationName: `waypost-${service.name}`,
    log,
    ...(shared.poolSize === null ? {} : { poolSize: shared.poolSize }),
    observer: observePool(shared.metrics, service.name, () => database.stats()),
  });
  scope.onStop("database", () => database.close());
  const notifications = new Listener({ url, applicationName: `waypost-${service.name}-listen`, log });
  scope.onStop("notifications", () => notifications.close());
  shared.readiness.add(`${service.name}-database`, async (signal) => {
    await database
      .within({ signal })
      .selectNoFrom((select) => select.lit(1).as("one"))
      .execute();
  });
  return {
    config,
    roles: shared.roles,
    now: Date.now,
    peers: {
      peer: <S extends DescService>(name: string, desc: S) => shared.peers.peer(service.name, name, desc),
      ownCall: (options) => ownCall(service.name, log, options),
    },
    store: {
      // The row types are generated from the migrated schema; only the migrations guarantee that they fit.
      database: <Tables>() => database as Database<unknown> as Database<Tables>,
      notifications,
      redis: shared.redis,
    },
    bus: {
      topicFolder(topic) {
        const folder = join(shared.data.log, topic);
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        return folder;
      },
      retention: shared.retention,
      kafka: shared.kafka,
    },
    ops: {
      log,
      metrics: shared.metrics,
      readiness: shared.readiness,
      background: shared.background,
      jobs: new JobDirectory(shared.jobStore),
    },
    place: {
      dataFolder: shared.data.path,
      workerIndex: shared.workerIndex,
      publicUrl: shared.publicUrl,
    },
  };
}
