import type { IncomingMessage, Server, ServerResponse } from "node:http";

/**
 * From now on each answer is the last of its connection and says so: a proxy in front that keeps connections open
 * then makes its next one elsewhere, instead of sending a request on one that is just being closed.
 */
export function closeAfterAnswers(server: Server): void {
  server.prependListener("request", (_: IncomingMessage, response: ServerResponse) => {
    response.shouldKeepAlive = false;
  });
}
