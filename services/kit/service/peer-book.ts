import type { DescService } from "@bufbuild/protobuf";
import type { Transport } from "@connectrpc/connect";
import type { Logger } from "pino";
import type { Registry } from "prom-client";
import { Fault } from "../errors/fault.ts";
import { connectPeer, type PeerConnection } from "../rpc/connect-peer.ts";
import { makePeer, type Peer } from "../rpc/peer.ts";
import type { ServiceTokens } from "../rpc/service-tokens.ts";

export interface PeerBookOptions {
  readonly tokens: ServiceTokens;
  readonly metrics: Registry;
  readonly log: Logger;
  /** Addresses of services that run elsewhere, by name. */
  readonly urls: Readonly<Record<string, readonly string[]>>;
}

/** Knows how each service is reached from this process: in memory once it is open here, otherwise over HTTP/2. */
export class PeerBook {
  readonly #options: PeerBookOptions;
  readonly #local = new Map<string, Transport>();
  readonly #remote = new Map<string, PeerConnection>();

  constructor(options: PeerBookOptions) {
    this.#options = options;
  }

  /** From now on calls to `name` stay in this process. */
  setLocal(name: string, transport: Transport): void {
    this.#local.set(name, transport);
  }

  /** The client that `caller` uses for `callee`; the way there is looked up at each call. */
  peer<S extends DescService>(caller: string, callee: string, service: S): Peer<S> {
    const transport: Transport = {
      unary: (...args) => this.#transport(callee).unary(...args),
      stream: (...args) => this.#transport(callee).stream(...args),
    };
    const { tokens, metrics } = this.#options;
    return makePeer(service, { transport, caller, callee, tokens, metrics });
  }

  /** Cuts the connections to other processes. */
  close(): void {
    for (const connection of this.#remote.values()) connection.close();
  }

  #transport(name: string): Transport {
    const known = this.#local.get(name) ?? this.#remote.get(name)?.transport;
    if (known !== undefined) return known;
    const { metrics, log } = this.#options;
    const urls = this.#options.urls[name] ?? [];
    if (urls.length === 0) {
      throw new Fault("unavailable", "unavailable", { detail: `The service ${name} is not running.` });
    }
    const connection = connectPeer(urls, { peer: name, metrics, log });
    this.#remote.set(name, connection);
    return connection.transport;
  }
}
