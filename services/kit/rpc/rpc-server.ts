import {
  Code,
  ConnectError,
  type ConnectRouter,
  createRouterTransport,
  type Transport,
} from "@connectrpc/connect";
import { createValidateInterceptor } from "@connectrpc/validate";
import type { Logger } from "pino";
import type { Registry } from "prom-client";
import { bindMethods } from "./bind-methods.ts";
import { createHealth } from "./health.ts";
import { observeCalls } from "./observe-calls.ts";
import type { RpcDeadlines } from "./rpc-call.ts";
import { maxMessageBytes } from "./rpc-limits.ts";
import { openRpcListener, type RpcAddress, type RpcListener } from "./rpc-listener.ts";
import type { RpcBinding } from "./rpc-service.ts";
import { createServerGate } from "./server-gate.ts";
import type { ServiceTokens } from "./service-tokens.ts";

export interface RpcServerOptions {
  /** Everything this process answers. */
  readonly bindings: readonly RpcBinding[];
  readonly tokens: ServiceTokens;
  readonly log: Logger;
  readonly metrics: Registry;
  readonly deadlines?: Partial<RpcDeadlines>;
}

/**
 * The RPC side of a process. The same gate, interceptors and limits stand before the logic whether it is reached in
 * memory or over the network: authentication of the calling service, validation by the contract's rules, 1 MiB a
 * message, a deadline on every unary call, one mapping of errors.
 */
export interface RpcServer {
  /** Calls the services of this process in memory; messages are serialised all the same. */
  readonly transport: Transport;
  /** What `grpc.health.v1` tells; false from the start until it is set. */
  setServing(serving: boolean): void;
  /** Opens a port for gRPC, gRPC-web and Connect, over HTTP/1.1 and HTTP/2 without TLS. */
  listen(address: RpcAddress): Promise<RpcListener>;
  /** Tells health watchers, ends streams with `unavailable`, lets unary calls finish; resolves at once. */
  shutDown(): void;
}

/** Builds the RPC side of a process; opens nothing yet. */
export function createRpcServer(options: RpcServerOptions): RpcServer {
  const { bindings, tokens, log, metrics } = options;
  const deadlines = { defaultMs: 2_000, maxMs: 30_000, ...options.deadlines };
  const stopping = new AbortController();
  const health = createHealth(bindings.map((binding) => binding.service.typeName));
  const routes = (router: ConnectRouter) => {
    health.mount(router, stopping.signal);
    for (const binding of bindings) bindMethods(router, binding, log, deadlines, stopping.signal);
  };
  const router = {
    interceptors: [observeCalls(log, metrics), createValidateInterceptor()],
    requestGate: createServerGate({ bindings, tokens, log }),
    readMaxBytes: maxMessageBytes,
    writeMaxBytes: maxMessageBytes,
    // Between services on one network compression costs more than it saves.
    acceptCompression: [],
  };
  return {
    transport: createRouterTransport(routes, {
      router,
      transport: { readMaxBytes: maxMessageBytes, writeMaxBytes: maxMessageBytes },
    }),
    setServing: (serving) => health.setServing(serving),
    listen: (address) => openRpcListener({ address, routes, router, log }),
    shutDown() {
      health.setServing(false);
      stopping.abort(new ConnectError("The server is stopping.", Code.Unavailable));
    },
  };
}
