import type { ConnectRouter, HandlerContext } from "@connectrpc/connect";
import { Fault } from "../errors/fault.ts";
import { Health, servingStatus } from "./health-descriptor.ts";

/** The health of a server, as `grpc.health.v1` tells it. */
export interface HealthService {
  /** Not serving until this says so; watchers are told at once. */
  setServing(serving: boolean): void;
  /** Registers `grpc.health.v1.Health`; its streams end when `stopping` fires. */
  mount(router: ConnectRouter, stopping: AbortSignal): void;
}

/**
 * Answers `grpc.health.v1` for the whole server (empty name) and for each named service, all of which serve or don't
 * serve together. Needs no authentication; it tells nothing else.
 */
export function createHealth(services: readonly string[]): HealthService {
  const known = new Set(["", ...services]);
  const watchers = new Set<() => void>();
  let status: number = servingStatus.notServing;

  function* now(service: string) {
    yield { status: known.has(service) ? status : servingStatus.serviceUnknown };
  }

  async function* watch(service: string, signal: AbortSignal) {
    for (;;) {
      const { promise, resolve } = Promise.withResolvers<void>();
      watchers.add(resolve);
      signal.addEventListener("abort", () => resolve(), { once: true });
      try {
        yield* now(service);
        await promise;
      } finally {
        watchers.delete(resolve);
      }
      if (signal.aborted) return;
    }
  }

  return {
    setServing(serving) {
      const next = serving ? servingStatus.serving : servingStatus.notServing;
      if (next === status) return;
      status = next;
      for (const tell of watchers) tell();
    },
    mount(router, stopping) {
      router.service(Health, {
        check({ service }) {
          if (!known.has(service)) throw new Fault("not_found", "not-found");
          return { status };
        },
        watch: ({ service }, context: HandlerContext) =>
          watch(service, AbortSignal.any([context.signal, stopping])),
      });
    },
  };
}
