import { randomUUID } from "node:crypto";
import type { Transport } from "@connectrpc/connect";
import {
  createConnectTransport,
  createGrpcTransport,
  createGrpcWebTransport,
} from "@connectrpc/connect-node";
import type { Call } from "@waypost/kit/call.ts";
import { PeerLine } from "@waypost/kit/rpc/balance/peer-line.ts";
import { type ConnectPeerOptions, connectPeer, type PeerConnection } from "@waypost/kit/rpc/connect-peer.ts";
import type { PeerCall, PeerOptions } from "@waypost/kit/rpc/peer-call.ts";
import { maxMessageBytes } from "@waypost/kit/rpc/rpc-limits.ts";
import { createRpcServer, type RpcServer } from "@waypost/kit/rpc/rpc-server.ts";
import type { RpcBinding } from "@waypost/kit/rpc/rpc-service.ts";
import { createServiceTokens } from "@waypost/kit/rpc/service-tokens.ts";
import { createLogger } from "@waypost/kit/telemetry/logger.ts";
import { Registry } from "prom-client";

/** The secret that services share in tests. */
export const testSecret: Uint8Array = new Uint8Array(32).fill(7);

/** An RPC server with its log in memory, reachable in every way there is. */
export interface RpcFixture {
  readonly server: RpcServer;
  readonly metrics: Registry;
  /** What was logged so far, from `debug` up. */
  readonly logged: () => readonly Record<string, unknown>[];
  readonly transports: Readonly<Record<TransportName, Transport>>;
  readonly url: string;
  close(): Promise<void>;
}

/** Protocol and HTTP version of a way to reach a server. */
export const transportNames = [
  "grpc over h2",
  "grpc-web over h1",
  "grpc-web over h2",
  "connect over h1",
  "connect over h2",
  "connect over h2, as between services",
  "connect in memory",
] as const;

/** One of {@link transportNames}. */
export type TransportName = (typeof transportNames)[number];

/** Starts a server of `bindings` on a free port. */
export async function openRpcFixture(bindings: readonly RpcBinding[]): Promise<RpcFixture> {
  const lines: string[] = [];
  const metrics = new Registry();
  const server = createRpcServer({
    bindings,
    tokens: createServiceTokens(testSecret),
    log: createLogger("debug", { write: (line) => lines.push(line) }),
    metrics,
  });
  const listener = await server.listen({ host: "127.0.0.1", port: 0 });
  server.setServing(true);
  const baseUrl = listener.url;
  const line = new PeerLine(baseUrl);
  const limits = { readMaxBytes: maxMessageBytes, writeMaxBytes: 4 * maxMessageBytes };
  return {
    server,
    metrics,
    logged: () => lines.map((line): Record<string, unknown> => JSON.parse(line)),
    url: baseUrl,
    transports: {
      "grpc over h2": createGrpcTransport({ baseUrl, ...limits }),
      "grpc-web over h1": createGrpcWebTransport({ baseUrl, httpVersion: "1.1", ...limits }),
      "grpc-web over h2": createGrpcWebTransport({ baseUrl, httpVersion: "2", ...limits }),
      "connect over h1": createConnectTransport({ baseUrl, httpVersion: "1.1", ...limits }),
      "connect over h2": createConnectTransport({ baseUrl, httpVersion: "2", ...limits }),
      "connect over h2, as between services": line.transport,
      "connect in memory": server.transport,
    },
    async close() {
      line.cut();
      server.shutDown();
      await listener.close(0);
    },
  };
}

/** A call of an API key with two seconds left. */
export function testCall(overrides: Partial<PeerCall> = {}): PeerCall {
  return {
    requestId: randomUUID(),
    traceId: "4bf92f3577b34da6a3ce929d0e0e4736",
    actor: { kind: "key", keyId: "key-1", scopes: [] } satisfies Call["actor"],
    workspaceId: "workspace-1",
    deadline: Date.now() + 2_000,
    signal: new AbortController().signal,
    ...overrides,
  };
}

/** Options of a peer client that calls as `links` with the shared secret. */
export function testPeer(
  transport: Transport,
  callee: string,
  overrides: Partial<PeerOptions> = {},
): PeerOptions {
  return {
    transport,
    caller: "links",
    callee,
    tokens: createServiceTokens(testSecret),
    metrics: new Registry(),
    ...overrides,
  };
}

/** Connects to a peer at `urls`, quietly. */
export function testConnection(
  urls: readonly string[],
  overrides: Partial<ConnectPeerOptions> = {},
): PeerConnection {
  const log = createLogger("fatal", { write: () => undefined });
  return connectPeer(urls, { peer: "identity", metrics: new Registry(), log, ...overrides });
}
