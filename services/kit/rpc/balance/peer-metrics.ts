import type { Registry } from "prom-client";
import { counter, gauge } from "../../telemetry/metrics.ts";
import type { AddressStatus } from "./check-health.ts";

/** What a peer's addresses tell about themselves; every method must be quick and must not throw. */
export interface AddressObserver {
  status(address: string, status: AddressStatus): void;
  pending(address: string, calls: number): void;
  ended(address: string, outcome: "ok" | "failed"): void;
  /** The address is not used any more. */
  gone(address: string): void;
}

/** How long the counts of an address that is gone are shown: any scraper has come by meanwhile. */
const shownMs = 5 * 60_000;

/**
 * Measures the addresses of the service `peer`: which are healthy, what runs there, and how it ended. What was counted of
 * an address is shown for five minutes after it is gone, and begins at 0 when it comes back later.
 */
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
  const present = new Set<string>();
  const leaving = new Map<string, NodeJS.Timeout>();
  const forget = (address: string) => {
    leaving.delete(address);
    for (const outcome of ["ok", "failed"]) calls.remove({ peer, address, outcome });
    for (const status of ["down", "silent"]) falls.remove({ peer, address, status });
  };
  return {
    status(address, status) {
      present.add(address);
      clearTimeout(leaving.get(address));
      leaving.delete(address);
      healthy.set({ peer, address }, status === "up" ? 1 : 0);
      if (status === "down" || status === "silent") falls.inc({ peer, address, status });
    },
    pending: (address, count) => pending.set({ peer, address }, count),
    ended(address, outcome) {
      // What ends after that would be shown for ever.
      if (present.has(address) || leaving.has(address)) calls.inc({ peer, address, outcome });
    },
    gone(address) {
      present.delete(address);
      clearTimeout(leaving.get(address));
      leaving.set(address, setTimeout(forget, shownMs, address).unref());
      healthy.remove({ peer, address });
      pending.remove({ peer, address });
    },
  };
}
