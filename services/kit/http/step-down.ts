import { once } from "node:events";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { Server as NetServer } from "node:net";
import { setTimeout as delay, setImmediate as nextTurn } from "node:timers/promises";

/**
 * From now on each answer is the last of its connection and says so: a proxy in front that keeps connections open
 * then makes its next one elsewhere, instead of sending a request on one that is just being closed.
 */
export function closeAfterAnswers(server: Server): void {
  server.prependListener("request", (_: IncomingMessage, response: ServerResponse) => {
    response.shouldKeepAlive = false;
  });
}

/**
 * Takes no more connections, and leaves those that are there for at most `graceMs`: one that was just made brings its
 * request in a moment. Node's own close of an HTTP server would end it unheard, and its sender can't know whether the
 * request was seen. Connections that come from now on are refused, which sends a proxy to the next process.
 */
export async function stopListening(server: Server, graceMs = 1_000): Promise<void> {
  if (!server.listening) return;
  // Right after connections were taken in, so that hardly any waits to be.
  await nextTurn();
  const closed = once(server, "close");
  NetServer.prototype.close.call(server);
  await Promise.race([closed, delay(graceMs, undefined, { ref: false })]);
}
