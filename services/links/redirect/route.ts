import type { FirstLook } from "@waypost/kit/http/look-first.ts";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Visits } from "../context.ts";

/** Everything but GET and HEAD; a link can only be followed. */
const otherMethods = ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** Characters; well below any limit of the app. */
const shortUrl = 2_048;

/**
 * Takes visitors of links that are in the cache, before the router. Paths of the API and of pages are reserved, so they
 * are never in the cache. A URL with a long query goes the long way, where it is measured.
 */
export function followKnown(visits: Visits): FirstLook {
  return (request, response) =>
    (request.url ?? "").length <= shortUrl && visits.visitKnown(request, response);
}

/**
 * Mounts `GET` and `HEAD` of `/{code}`, and a 405 for other methods.
 *
 * The routes are in a scope of their own, without the hooks and loggers of the API: a visit takes some 10 µs in all,
 * and what would run for each is left out where it isn't needed. The answer is written to the bare response, so
 * nothing after it runs.
 */
export async function mountRedirect(app: FastifyInstance, visits: Visits): Promise<void> {
  await app.register(async (scope) => {
    scope.setChildLoggerFactory((logger) => logger);
    const visit = (request: FastifyRequest, reply: FastifyReply) => {
      reply.hijack();
      visits.visit(request.raw, reply.raw, request.id);
    };
    scope.route({ method: ["GET", "HEAD"], url: "/:code", handler: visit, logLevel: "silent" });
    scope.route({
      method: otherMethods,
      url: "/:code",
      // Before a body is read: nobody asked for one.
      onRequest: (request, reply) => {
        reply.hijack();
        visits.refuseMethod(request.raw, reply.raw, request.id);
      },
      handler: () => undefined,
      logLevel: "silent",
    });
  });
}
