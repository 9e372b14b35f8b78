import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";

export interface LingerOptions {
  /** Bytes that are read and thrown away; nothing more is read then. Default 2 MiB. */
  readonly maxBytes?: number;
  /** How long the other side may take to end the connection. Default 1,000. */
  readonly maxMs?: number;
}

const lingering = new WeakSet<Socket>();

/** Whether {@link linger} is ending the connection. */
export function isLingering(socket: Socket): boolean {
  return lingering.has(socket);
}

/**
 * Ends connections whose request was answered before it had arrived, such as with 413, so that the sender sees the
 * answer. Node would close them at once; what still comes in is then answered with a reset, on which the sender's
 * system may throw away the answer (RFC 9112, 9.6).
 */
export function lingerAfterEarlyAnswers(server: Server, options: LingerOptions = {}): void {
  server.prependListener("request", (request: IncomingMessage, response: ServerResponse) => {
    const { "content-length": length = "0", "transfer-encoding": encoding } = request.headers;
    if (length === "0" && encoding === undefined) return;
    // Before Node's own listener, which closes by `destroySoon` when this was the connection's last answer.
    response.prependListener("finish", () => {
      const { socket } = request;
      if (!request.complete) socket.destroySoon = () => linger(socket, options);
    });
  });
}

/**
 * Says that nothing more will be sent, and closes when the other side has done so too or its time is over. Until then
 * what arrives is thrown away, unseen by anybody else who reads the socket.
 */
export function linger(socket: Socket, { maxBytes = 2_097_152, maxMs = 1_000 }: LingerOptions = {}): void {
  if (socket.destroyed || lingering.has(socket)) return;
  lingering.add(socket);
  const timer = setTimeout(() => socket.destroy(), maxMs);
  socket.once("close", () => clearTimeout(timer));
  let left = maxBytes;
  socket.removeAllListeners("data");
  socket.on("data", (bytes: Buffer) => {
    left -= bytes.length;
    // Not closed yet: a sender that has to wait looks for an answer.
    if (left <= 0) socket.pause();
  });
  socket.end();
  socket.resume();
}
