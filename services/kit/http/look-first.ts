import type { IncomingMessage, ServerResponse } from "node:http";
import type { FastifyInstance } from "fastify";

/** True when it answers the request, now or later; false leaves it untouched to the router. Must not throw. */
export type FirstLook = (request: IncomingMessage, response: ServerResponse) => boolean;

/**
 * Shows every request to `looks`, one after the other until one takes it, before the router sees it: for answers that are
 * given far more often than all others. What they take goes past limits, hooks and error handlers of the app, so they
 * must only take what any of them would let through. From the moment the server closes, the router gets everything: it
 * knows how to say goodbye.
 *
 * Only requests of the app's main listener come by; `inject` and further listeners (of `localhost`) go to the router.
 */
export function lookFirst(app: FastifyInstance, looks: readonly FirstLook[]): void {
  const [first, ...others] = looks;
  if (first === undefined) return;
  const look: FirstLook = others.length === 0 ? first : (...args) => looks.some((each) => each(...args));
  const { server } = app;
  const route = server.listeners("request");
  server.removeAllListeners("request");
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    if (server.listening && look(request, response)) return;
    for (const listener of route) listener.call(server, request, response);
  });
}
