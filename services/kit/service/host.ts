import type { DescService } from "@bufbuild/protobuf";
import type { Logger } from "pino";
import type { Registry } from "prom-client";
import type { Database } from "../db/database.ts";
import type { Peer } from "../rpc/peer.ts";
import type { Role } from "./define-service.ts";

/** What a process lends to a service it runs. */
export interface ServiceHost<Config> {
  readonly config: Config;
  /** What this process does for the service. */
  readonly roles: ReadonlySet<Role>;
  /**
   * The pool of the service's own role, which sees only its own schema; opened and closed by the process. The type
   * is that of the generated row types, `@waypost/gen/db/<service>.ts`.
   */
  database<Tables>(): Database<Tables>;
  /** Whether notifications of the channel arrive, and what to do with them; see {@link Notifications}. */
  readonly notifications: Notifications;
  /** A typed client of the service `name`, in memory when this process runs it, otherwise over HTTP/2. */
  peer<S extends DescService>(name: string, service: S): Peer<S>;
  /** The folder of the local log; services that don't share a machine don't share it. */
  readonly logFolder: string;
  /** Where files that belong to this data folder may be kept; exists, mode 0700. */
  readonly dataFolder: string;
  /** 0 in the first or only process, 1 and up in workers. */
  readonly workerIndex: number;
  /** What visitors see before the code, without a slash at the end, such as `https://go.example.com`. */
  readonly publicUrl: string;
  /** Epoch milliseconds; the only clock of logic and domain. */
  now(): number;
  /** Already bound to the service's name. */
  readonly log: Logger;
  readonly metrics: Registry;
}

/** LISTEN of PostgreSQL over one connection of the service's role that is re-made when it breaks. */
export interface Notifications {
  /**
   * Calls `onMessage` for each NOTIFY. `onLive(true)` comes when the channel is listened to, before any message;
   * `onLive(false)` as soon as messages may be missed, so that caches know when they may not be trusted.
   * Resolves when the first attempt is over, well or not. The returned function ends it.
   */
  listen(channel: string, handlers: NotificationHandlers): Promise<() => Promise<void>>;
}

export interface NotificationHandlers {
  onMessage(payload: string): void;
  onLive?(live: boolean): void;
}
