import type { FastifyInstance } from "fastify";
import type { ServiceHost } from "../host/service-host.ts";
import type { FirstLook } from "../http/look-first.ts";
import type { RestOperations, RestTable } from "../http/table.ts";
import type { Job } from "../jobs/job.ts";
import type { Running } from "../lifecycle/running.ts";
import type { Scope } from "../lifecycle/scope.ts";
import type { OutboxTables, PublishedOutbox } from "../outbox/outbox.ts";
import type { OutboxPublisherOptions } from "../outbox/outbox-publisher.ts";
import type { RpcBinding } from "../rpc/rpc-service.ts";
import type { SettingsOf, SettingsSchema } from "../settings/setting.ts";
import type { ServiceDeclaration } from "./declare-service.ts";

/** The generated REST table of a service and the logic behind each operation. */
export interface RestRole<Context> {
  /** From `@waypost/gen/rest/<service>/routes.ts`. */
  readonly table: RestTable;
  /** `satisfies XOperations<Context>`, the generated total map by operationId. */
  readonly operations: RestOperations<Context>;
}

/** The outbox of a service, and what its publisher asks before it forgets events. */
export interface PublishedEvents extends Pick<OutboxPublisherOptions<OutboxTables>, "beforeForgetting"> {
  readonly outbox: PublishedOutbox;
}

/** One RPC service and the logic of its methods. */
export type RpcRole = Pick<RpcBinding, "service" | "methods" | "callers">;

/**
 * A service as a value: its declaration, and what it does. It starts nothing by itself; the process that runs it
 * opens its context and walks its maps, so that one process can run any subset of services and any of their roles.
 */
export interface ServiceDefinition<Schema extends SettingsSchema, Context>
  extends ServiceDeclaration<Schema> {
  /**
   * Builds the context. What needs an end is registered in `scope` as soon as it has begun, and is ended in reverse
   * order, also when a later step fails. Throwing aborts the start.
   */
  open(host: ServiceHost<SettingsOf<Schema>>, scope: Scope): Promise<Context>;
  readonly rest?: RestRole<Context>;
  readonly rpc?: readonly RpcRole[];
  /** Mounts what the contract marks `x-hand-routed`. Runs after the generated routes, in the service's own plugin. */
  mount?(app: FastifyInstance, context: Context, host: ServiceHost<SettingsOf<Schema>>): void | Promise<void>;
  /** Answers that are given far more often than all others, before the router; in this order. See {@link FirstLook}. */
  hotPaths?(context: Context): readonly FirstLook[];
  /** With `uses: ["outbox"]`: the outbox that logic writes to. Its publisher is kit's, with the role `consumers`. */
  publishes?(context: Context, host: ServiceHost<SettingsOf<Schema>>): PublishedEvents;
  /** Started after every service of the process is open, stopped before any is closed. Only with the role `consumers`. */
  consumers?(context: Context, host: ServiceHost<SettingsOf<Schema>>): readonly Running[];
  /** Only with the role `jobs`. */
  jobs?(context: Context, host: ServiceHost<SettingsOf<Schema>>): readonly Job[];
  /** What `/readyz` asks besides the database; throws, with a sentence, when the service can't do its work. */
  ready?(context: Context, signal: AbortSignal): Promise<void>;
}

// biome-ignore lint/suspicious/noExplicitAny: a context only meets the definition that opened it, which was checked there.
type AnyContext = any;

/** A service of any settings and context, as the process holds it. */
export type AnyService = ServiceDefinition<SettingsSchema, AnyContext>;

/** Settings of any service. */
export type AnyConfig = SettingsOf<SettingsSchema>;

/**
 * Checks a definition and returns it unchanged.
 * @throws TypeError when it uses the outbox and says not which
 */
export function defineService<const Schema extends SettingsSchema, Context>(
  definition: ServiceDefinition<Schema, Context>,
): ServiceDefinition<Schema, Context> {
  if (definition.uses?.includes("outbox") && definition.publishes === undefined)
    throw new TypeError(`${definition.name} uses the outbox; say in \`publishes\` which.`);
  return definition;
}
