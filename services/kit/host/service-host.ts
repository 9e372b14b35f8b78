import type { DescService } from "@bufbuild/protobuf";
import type { Logger } from "pino";
import type { Registry } from "prom-client";
import type { Call } from "../call.ts";
import type { Database } from "../db/database.ts";
import type { Listener } from "../db/listen.ts";
import type { Jobs } from "../jobs/job-directory.ts";
import type { KafkaConnection } from "../kafka/kafka-settings.ts";
import type { BackgroundWork } from "../lifecycle/spawn.ts";
import type { RetentionLimits } from "../local-log/retention.ts";
import type { Redis } from "../redis/redis.ts";
import type { Peer } from "../rpc/peer.ts";
import type { Readiness } from "../telemetry/readiness.ts";
import type { Role } from "./role.ts";

/** What a process lends to a service it runs, in groups, so that who needs one of them takes only that. */
export interface ServiceHost<Config> {
  readonly config: Config;
  /** What this process does for the service. */
  readonly roles: ReadonlySet<Role>;
  /** Epoch milliseconds; the only clock of logic and domain. */
  now(): number;
  readonly peers: HostPeers;
  readonly store: HostStore;
  readonly bus: HostBus;
  readonly ops: HostOps;
  readonly place: HostPlace;
}

/** Calls to other services. */
export interface HostPeers {
  /** A typed client of the service `name`, in memory when this process runs it, otherwise over HTTP/2. */
  peer<S extends DescService>(name: string, service: S): Peer<S>;
  /**
   * A call that no request caused, for work in the background: the actor is the service itself, without a workspace.
   * Ends after `timeoutMs` (default 10,000) or with `signal`.
   */
  ownCall(options?: { readonly timeoutMs?: number; readonly signal?: AbortSignal }): Call;
}

/** Where the service keeps things. */
export interface HostStore {
  /**
   * The pool of the service's own role, which sees only its own schema; opened and closed by the process. `Tables` is
   * the generated row types, `@waypost/gen/db/<service>.ts`.
   */
  database<Tables>(): Database<Tables>;
  /** LISTEN as the service's own role; connects with the first channel. */
  readonly notifications: Pick<Listener, "listen" | "live" | "caughtUp">;
  /** The process's connection to Redis; null when `WAYPOST_REDIS_URL` is not set. */
  readonly redis: Redis | null;
}

/** What carries records between services. */
export interface HostBus {
  /** The folder of a topic's local log, the same in every process on this data folder, such as for `clicks`. */
  topicFolder(topic: string): string;
  /** When segments of these logs may go. */
  readonly retention: RetentionLimits;
  /** How Kafka is reached, for clients and threads of one's own; null when `WAYPOST_BUS` is not `kafka`. */
  readonly kafka: KafkaConnection | null;
}

/** What operators see of the service, and what runs beside its calls. */
export interface HostOps {
  /** Bound to the service's name. */
  readonly log: Logger;
  readonly metrics: Registry;
  /** For what `/readyz` tells, besides the database. */
  readonly readiness: Pick<Readiness, "add" | "addNote">;
  /** Work that nobody awaits goes through this; stopped before the service's scope is. */
  readonly background: BackgroundWork;
  /** The scheduled jobs of all services, in whatever process they run. */
  readonly jobs: Jobs;
}

/** Where the process runs. */
export interface HostPlace {
  /** For files of the service's own; exists, mode 0700. */
  readonly dataFolder: string;
  /** 0 in the first or only process, 1 and up in workers. */
  readonly workerIndex: number;
  /** What visitors see before the code, without a slash at the end, such as `https://go.example.com`. */
  readonly publicUrl: string;
}
