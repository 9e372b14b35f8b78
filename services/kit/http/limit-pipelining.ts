import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/**
 * Reads no further requests from a connection while `max` of it are unanswered. Node itself reads on for as long as no
 * answers pile up, so one caller that never waits could otherwise fill the memory with requests in the making. The
 * packet under way is still taken apart: a connection may be over by what fits into its 64 KiB.
 *
 * To be called before anything else listens to the server's requests.
 */
export function limitPipelining(server: Server, max: number): void {
  const unanswered = new WeakMap<Socket, number>();
  const isFull = (socket: Socket) => (unanswered.get(socket) ?? 0) >= max;
  server.on("connection", (socket: Socket) => {
    // Node resumes at the end of every request and before each body.
    socket.on("resume", () => {
      if (isFull(socket)) socket.pause();
    });
  });
  server.prependListener("request", ({ socket }: IncomingMessage, response: ServerResponse) => {
    unanswered.set(socket, (unanswered.get(socket) ?? 0) + 1);
    if (isFull(socket)) socket.pause();
    response.once("close", () => {
      const wasFull = isFull(socket);
      unanswered.set(socket, (unanswered.get(socket) ?? 1) - 1);
      if (wasFull && !isFull(socket)) socket.resume();
    });
  });
}
