import type { FastifyInstance } from "fastify";
import type { VerifyKey } from "../http/authenticate.ts";
import { prometheusHttpMetrics } from "../http/http-metrics.ts";
import { lookFirst } from "../http/look-first.ts";
import { mountOperations } from "../http/mount-operations.ts";
import { PostgresIdempotency } from "../http/postgres-idempotency.ts";
import type { Readiness } from "../telemetry/readiness.ts";
import type { OpenService } from "./open-services.ts";

export interface MountServicesOptions {
  readonly services: readonly OpenService[];
  readonly verifyKey: VerifyKey;
  readonly readiness: Readiness;
}

/**
 * Mounts the probes and everything that the services answer over REST, each service in a plugin of its own, and before
 * the router the hot paths of all, in the order of the services. Everybody may ask here whether the process is ready;
 * what is wrong, with names of machines and users, is told at the admin port.
 */
export async function mountServices(app: FastifyInstance, options: MountServicesOptions): Promise<void> {
  const { services, verifyKey, readiness } = options;
  app.get("/livez", (_, reply) => reply.header("cache-control", "no-store").send({ status: "ok" }));
  app.get("/readyz", async (_, reply) => {
    const report = await readiness.report();
    return reply
      .code(report.ready ? 200 : 503)
      .header("cache-control", "no-store")
      .send({ ready: report.ready });
  });
  const answering = services.filter(({ host }) => host.roles.has("http"));
  for (const { definition, host, context } of answering) {
    const { rest, mount } = definition;
    await app.register(async (plugin) => {
      if (rest !== undefined) {
        const metrics = prometheusHttpMetrics(host.ops.metrics);
        const idempotencyStore = definition.uses?.includes("idempotency")
          ? new PostgresIdempotency(host.store.database(), host.now)
          : undefined;
        const { table, operations } = rest;
        mountOperations(plugin, { table, operations, context, verifyKey, idempotencyStore, metrics });
      }
      await mount?.(plugin, context, host);
    });
  }
  lookFirst(
    app,
    answering.flatMap(({ definition, context }) => definition.hotPaths?.(context) ?? []),
  );
}
