import type { Transport } from "@connectrpc/connect";
import type { Logger } from "pino";
import type { Registry } from "prom-client";
import { PeerBalancer } from "./balance/peer-balancer.ts";
import { observeAddresses } from "./balance/peer-metrics.ts";
import { Hosts, type Resolve } from "./balance/resolve-hosts.ts";

/** How to reach a service of other processes; see {@link connectPeer}. */
export interface PeerConnection {
  readonly transport: Transport;
  /** Cuts the connections and what runs over them. */
  close(): void;
}

export interface ConnectPeerOptions {
  /** The service that is called, in metrics and logs. */
  readonly peer: string;
  readonly metrics: Registry;
  readonly log: Logger;
  /** What a name stands for; default: as the system says. For tests. */
  readonly resolve?: Resolve;
}

/**
 * Connects to a service of other processes over HTTP/2: one connection per address, opened now, kept, checked, and
 * opened again when it broke. Names are looked up again every 2 s and may stand for several machines. Calls go to
 * healthy addresses only; see `PeerBalancer`.
 * @param urls such as `http://10.0.0.7:9090`, at least one
 */
export function connectPeer(urls: readonly string[], options: ConnectPeerOptions): PeerConnection {
  const { peer, metrics, log } = options;
  const measured = observeAddresses(metrics, peer);
  const balancer = new PeerBalancer(peer, {
    ...measured,
    status(address, status) {
      measured.status(address, status);
      if (status === "up") log.info({ peer, address }, "A peer answers");
      else if (status !== "unknown")
        log.warn({ peer, address, status }, "A peer fails its health; it gets no calls");
    },
  });
  const hosts = new Hosts(urls, options.resolve);
  const closing = new AbortController();
  const update = () => balancer.setAddresses(hosts.addresses);
  update();
  if (!hosts.fixed) {
    hosts
      .follow(update, closing.signal)
      .catch((error: unknown) =>
        log.error({ err: error, peer }, "Names of a peer are not looked up any more"),
      );
  }
  return {
    transport: balancer,
    close() {
      closing.abort();
      balancer.cut();
    },
  };
}
