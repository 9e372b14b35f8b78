import type { Socket } from "node:net";
import { isLingering, linger } from "./linger.ts";
import { problemMediaType } from "./problem.ts";

interface Refusal {
  readonly status: number;
  readonly reason: string;
  readonly slug: string;
  readonly title: string;
  readonly detail: string;
}

const timeout: Refusal = {
  status: 408,
  reason: "Request Timeout",
  slug: "request-timeout",
  title: "The request took too long to arrive",
  detail: "Send headers and body without long pauses.",
};
const uriTooLong: Refusal = {
  status: 414,
  reason: "URI Too Long",
  slug: "uri-too-long",
  title: "URL too long",
  detail: "Shorten the URL.",
};
const headersTooLarge: Refusal = {
  status: 431,
  reason: "Request Header Fields Too Large",
  slug: "headers-too-large",
  title: "Headers too large",
  detail: "Send fewer or shorter headers.",
};
const malformed: Refusal = {
  status: 400,
  reason: "Bad Request",
  slug: "contract-violation",
  title: "The request breaks the contract",
  detail: "This is not an HTTP/1.1 request.",
};

/** The part of Node's client errors that is read. */
export interface ClientError extends Error {
  readonly code?: string | undefined;
  /** What had arrived when the parser gave up. */
  readonly rawPacket?: unknown;
}

/**
 * Answers what Node's HTTP parser refuses before there is a request: too large headers, too slow senders, garbage.
 * The answer is a problem document like any other, and the connection ends, see {@link linger}.
 */
export function answerClientError(error: ClientError, socket: Socket, newId: () => string): void {
  if (error.code === "ECONNRESET" || socket.destroyed || isLingering(socket)) return;
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const { status, reason, ...problem } = refusalOf(error);
  const requestId = newId();
  const { slug, title, detail } = problem;
  const body = JSON.stringify({ type: `/problems/${slug}`, title, status, detail, requestId });
  socket.write(
    `HTTP/1.1 ${status} ${reason}\r\nContent-Type: ${problemMediaType}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n` +
      `X-Request-Id: ${requestId}\r\nConnection: close\r\n\r\n${body}`,
  );
  linger(socket);
}

function refusalOf({ code, rawPacket }: ClientError): Refusal {
  if (code === "ERR_HTTP_REQUEST_TIMEOUT") return timeout;
  if (code !== "HPE_HEADER_OVERFLOW") return malformed;
  return isLongRequestLine(rawPacket) ? uriTooLong : headersTooLarge;
}

/** The limit counts the request line too. Best effort: what came in earlier packets is no longer there. */
function isLongRequestLine(packet: unknown): boolean {
  if (!Buffer.isBuffer(packet) || !/^[A-Z]+ \//.test(packet.toString("latin1", 0, 16))) return false;
  const end = packet.indexOf("\r\n");
  return end < 0 || end > 8_192;
}
