import type { Registry } from "prom-client";
import { counter, gauge } from "../../telemetry/metrics.ts";
import type { AddressStatus } from "./peer-address.ts";

/** What a peer's addresses tell about themselves; every method must be quick and must not throw. */
export interface AddressObserver {
  status(address: string, status: AddressStatus): void;
  pending(address: string, calls: number): void;
  ended(address: string, outcome: "ok" | "failed"): void;
  /** The address is not used any more. */
  gone(address: string): void;
}

/** Measures the addresses of the service `peer`: which are healthy, what runs there, and how it ended. */
export function observeAddresses(registry: Registry, peer: string): AddressObserver {
  const labels = ["peer", "address"] as const;
  const healthy = gauge(registry, {
    name: "waypost_rpc_peer_healthy",
    help: "1 while an address of a peer passes its health check and gets calls, 0 otherwise.",
    labels,
  });
  const pending = gauge(registry, {
    name: "waypost_rpc_peer_pending_calls",
    help: "Calls and streams that are open at an address of a peer.",
    labels,
  });
  const calls = counter(registry, {
    name: "waypost_rpc_peer_calls_total",
    help: "Calls to an address of a peer that ended; failed ones did not come to an answer, of whatever kind.",
    labels: [...labels, "outcome"],
  });
  const falls = counter(registry, {
    name: "waypost_rpc_peer_falls_total",
    help: "How often an address of a peer failed its health: down is told or refused, silent is no answer.",
    labels: [...labels, "status"],
  });
  return {
    status(address, status) {
      healthy.set({ peer, address }, status === "up" ? 1 : 0);
      if (status === "down" || status === "silent") falls.inc({ peer, address, status });
    },
    pending: (address, count) => pending.set({ peer, address }, count),
    ended: (address, outcome) => calls.inc({ peer, address, outcome }),
    gone(address) {
      healthy.remove({ peer, address });
      pending.remove({ peer, address });
    },
  };
}
