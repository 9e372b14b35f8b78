import type { DescService } from "@bufbuild/protobuf";
import type { Kafka } from "kafkajs";
import type { Logger } from "pino";
import type { Registry } from "prom-client";
import type { Call } from "../call.ts";
import type { Database } from "../db/database.ts";
import type { Listener } from "../db/listen.ts";
import type { Jobs } from "../jobs/job-directory.ts";
import type { KafkaConnection } from "../kafka/kafka-settings.ts";
import type { BackgroundWork } from "../lifecycle/spawn.ts";
import type { Redis } from "../redis/redis.ts";
import type { Peer } from "../rpc/peer.ts";
import type { Readiness } from "../telemetry/readiness.ts";
import type { Role } from "./role.ts";

/** What a process lends to a service it runs. */
export interface ServiceHost<Config> {
  readonly config: Config;
  /** What this process does for the service. */
  readonly roles: ReadonlySet<Role>;
  /**
   * The pool of the service's own role, which sees only its own schema; opened and closed by the process. `Tables` is
   * the generated row types, `@waypost/gen/db/<service>.ts`.
   */
  database<Tables>(): Database<Tables>;
  /** LISTEN as the service's own role; connects with the first channel. */
  readonly notifications: Pick<Listener, "listen" | "live" | "caughtUp">;
  /** A typed client of the service `name`, in memory when this process runs it, otherwise over HTTP/2. */
  peer<S extends DescService>(name: string, service: S): Peer<S>;
  /**
   * A call that no request caused, for work in the background: the actor is the service itself, without a workspace.
   * Ends after `timeoutMs` (default 10,000) or with `signal`.
   */
  ownCall(options?: { readonly timeoutMs?: number; readonly signal?: AbortSignal }): Call;
  /** The folder of a topic's local log, the same in every process on this data folder, such as for `clicks`. */
  topicFolder(topic: string): string;
  /**
   * The process's client of Kafka, made at the first call; null when `WAYPOST_BUS` is not `kafka`. Producers, consumers
   * and admins made with it have connections of their own, and are ended by who made them.
   */
  readonly kafka: (() => Promise<Kafka>) | null;
  /** How Kafka is reached, for threads, which need a client of their own; null as {@link ServiceHost.kafka}. */
  readonly kafkaConnection: KafkaConnection | null;
  /** The process's connection to Redis; null when `WAYPOST_REDIS_URL` is not set. */
  readonly redis: Redis | null;
  /** For what `/readyz` tells, besides the database. */
  readonly readiness: Pick<Readiness, "add" | "addNote">;
  /** For files of the service's own; exists, mode 0700. */
  readonly dataFolder: string;
  /** 0 in the first or only process, 1 and up in workers. */
  readonly workerIndex: number;
  /** What visitors see before the code, without a slash at the end, such as `https://go.example.com`. */
  readonly publicUrl: string;
  /** Epoch milliseconds; the only clock of logic and domain. */
  now(): number;
  /** The scheduled jobs of all services, in whatever process they run. */
  readonly jobs: Jobs;
  /** Work that nobody awaits goes through this; stopped before the service's scope is. */
  readonly background: BackgroundWork;
  /** Bound to the service's name. */
  readonly log: Logger;
  readonly metrics: Registry;
}
