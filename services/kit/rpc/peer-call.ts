import type { Transport } from "@connectrpc/connect";
import type { Registry } from "prom-client";
import type { Call } from "../call.ts";
import type { ServiceTokens } from "./service-tokens.ts";

/** What a call to a peer needs of a {@link Call}. */
export type PeerCall = Pick<Call, "requestId" | "traceId" | "actor" | "workspaceId" | "deadline" | "signal">;

/** What the client of a peer is made of. */
export interface PeerOptions {
  /** Of `RpcServer.transport` for a service of this process, of `connectPeer` for another. */
  readonly transport: Transport;
  /** The service that calls, such as `links`. */
  readonly caller: string;
  /** The folder name of the service that is called, such as `identity`. */
  readonly callee: string;
  readonly tokens: ServiceTokens;
  readonly metrics: Registry;
}
