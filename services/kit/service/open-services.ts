import type { ServiceHost } from "../host/service-host.ts";
import { JobRunner } from "../jobs/job-runner.ts";
import type { Scope } from "../lifecycle/scope.ts";
import { createRpcServer, type RpcServer } from "../rpc/rpc-server.ts";
import type { ServiceTokens } from "../rpc/service-tokens.ts";
import type { AnyConfig, AnyService } from "./define-service.ts";
import { kitConsumers, kitJobs } from "./kit-work.ts";
import { makeHost, type SharedHost } from "./make-host.ts";

/** A service of this process after its context was opened. */
export interface OpenService {
  readonly definition: AnyService;
  readonly host: ServiceHost<AnyConfig>;
  readonly context: unknown;
  /** Undefined when the service answers no RPC. */
  readonly rpc: RpcServer | undefined;
}

export interface OpenServicesOptions extends SharedHost {
  /** In this order they are opened; a service can call those before it from its `open` on. */
  readonly services: readonly AnyService[];
  /** Parsed settings by service. */
  readonly configs: Readonly<Record<string, AnyConfig>>;
  readonly tokens: ServiceTokens;
}

/** Opens the contexts of all services as steps of `scope`; nothing is taken in yet. */
export async function openServices(scope: Scope, options: OpenServicesOptions): Promise<OpenService[]> {
  const { background, services, configs, tokens, metrics, readiness } = options;
  // Registered twice: background work ends before the contexts it uses, and also when opening one of them fails.
  scope.onStop("background work", () => background.stop());
  scope.onStop("peers", () => options.peers.close());
  const opened: OpenService[] = [];
  for (const definition of services) {
    const own = scope.child(definition.name);
    const host = makeHost(definition, configs[definition.name] ?? {}, options, own);
    const context: unknown = await definition.open(host, own);
    const bindings = (definition.rpc ?? []).map((role) => ({ ...role, name: definition.name, context }));
    const rpc =
      bindings.length === 0 ? undefined : createRpcServer({ bindings, tokens, log: host.ops.log, metrics });
    if (rpc !== undefined) {
      if (host.roles.has("rpc")) options.peers.setLocal(definition.name, rpc.transport);
      own.onStop("rpc", () => rpc.shutDown());
    }
    const { ready } = definition;
    if (ready !== undefined) readiness.add(definition.name, (signal) => ready(context, signal));
    opened.push({ definition, host, context, rpc });
  }
  scope.onStop("background work", () => background.stop());
  return opened;
}

const jobsStopMs = 10_000;

/** Starts consumers and jobs, as far as the roles of the process say so. */
export async function startWork(
  scope: Scope,
  services: readonly OpenService[],
  shared: Pick<SharedHost, "jobStore" | "background" | "log" | "metrics">,
): Promise<void> {
  const { jobStore: store } = shared;
  scope.onStop("store of jobs", () => store.close(jobsStopMs), jobsStopMs + 5_000);
  const runner = new JobRunner({ ...shared, store });
  for (const { definition, host, context } of services) {
    if (host.roles.has("consumers")) {
      const own = definition.consumers?.(context, host) ?? [];
      for (const consumer of [...kitConsumers(definition, host, context), ...own]) {
        const name = `${definition.name}/${consumer.name}`;
        await scope.start(
          name,
          () => consumer.start(),
          () => consumer.stop(),
          { stopTimeoutMs: 15_000 },
        );
      }
    }
    if (!host.roles.has("jobs")) continue;
    const jobs = [...kitJobs(definition, host), ...(definition.jobs?.(context, host) ?? [])];
    runner.register(definition.name, jobs, host.ops.log);
  }
  runner.start();
  scope.onStop("jobs", () => runner.stop());
}
