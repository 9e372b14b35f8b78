import { once } from "node:events";
import { createServer as createHttp1, type IncomingMessage, type ServerResponse } from "node:http";
import {
  createServer as createHttp2,
  type Http2ServerRequest,
  type Http2ServerResponse,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from "node:http2";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { type ConnectRouter, type ConnectRouterOptions, createConnectRouter } from "@connectrpc/connect";
import type { UniversalHandler, UniversalServerRequest } from "@connectrpc/connect/protocol";
import { universalRequestFromNodeRequest, universalResponseToNodeResponse } from "@connectrpc/connect-node";
import type { Logger } from "pino";
import { answerUnary, isConnectUnary } from "./http2/unary-http2-handler.ts";

/** Where an RPC server listens. */
export interface RpcAddress {
  readonly host: string;
  /** 0 picks a free one. */
  readonly port: number;
}

/** An open RPC port. */
export interface RpcListener {
  /** Such as `http://127.0.0.1:41234`. */
  readonly url: string;
  /**
   * Accepts nothing new, lets calls under way finish for at most `graceMs` (default 5,000), then cuts what is left.
   * End streams before (`RpcServer.shutDown`), or they are cut.
   */
  close(graceMs?: number): Promise<void>;
}

/** What {@link openRpcListener} needs. */
export interface RpcListenerOptions {
  readonly address: RpcAddress;
  readonly routes: (router: ConnectRouter) => void;
  readonly router: ConnectRouterOptions;
  readonly log: Logger;
}

type Request = IncomingMessage | Http2ServerRequest;
type Response = ServerResponse | Http2ServerResponse;

/** How long a connection may take to send its first byte. */
const firstByteTimeoutMs = 10_000;

/**
 * Serves HTTP/1.1 and HTTP/2 (prior knowledge, no TLS) on one port, told apart by the first byte: the HTTP/2 preface
 * begins with `PRI `, and no HTTP/1 method that RPC uses begins with that letter and is not POST.
 */
export async function openRpcListener(options: RpcListenerOptions): Promise<RpcListener> {
  const handlers = createHandlers(options);
  const answer = answerAny(handlers, options.log);
  const http1 = createHttp1(answer);
  const http2Any = createHttp2(answer);
  const http2 = createHttp2();
  http2.on("stream", (stream: ServerHttp2Stream, fields, flags, rawFields) => {
    const handler = isConnectUnary(fields) ? handlers.get(fields[":path"] ?? "") : undefined;
    if (handler === undefined) http2Any.emit("stream", stream, fields, flags, rawFields);
    else answerUnary(handler, stream, fields, options.log);
  });
  const sockets = new Set<Socket>();
  const sessions = new Set<ServerHttp2Session>();
  http2.on("session", (session) => {
    sessions.add(session);
    session.once("close", () => sessions.delete(session));
  });
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    socket.on("error", (error) => options.log.debug({ err: error }, "A connection broke"));
    sniff(socket, (isHttp2) => (isHttp2 ? http2 : http1).emit("connection", socket));
  });
  server.listen({ host: options.address.host, port: options.address.port });
  await once(server, "listening");
  const { address, port, family } = server.address() as AddressInfo;

  return {
    url: `http://${family === "IPv6" ? `[${address}]` : address}:${port}`,
    async close(graceMs = 5_000) {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const session of sessions) session.close();
      http1.closeIdleConnections();
      const cut = setTimeout(() => {
        for (const session of sessions) session.destroy();
        for (const socket of sockets) socket.destroy();
      }, graceMs);
      // HTTP/1.1 keeps connections open between calls; closing them when they fall idle needs another look.
      const sweep = setInterval(() => http1.closeIdleConnections(), 50);
      await closed;
      clearTimeout(cut);
      clearInterval(sweep);
    },
  };
}

type Handlers = ReadonlyMap<string, UniversalHandler>;

function createHandlers({ routes, router: routerOptions }: RpcListenerOptions): Handlers {
  const router = createConnectRouter(routerOptions);
  routes(router);
  return new Map(router.handlers.map((handler) => [handler.requestPath, handler]));
}

/** Answers every protocol over both versions of HTTP. */
function answerAny(handlers: Handlers, log: Logger) {
  return (request: Request, response: Response): void => {
    const handler = handlers.get(request.url?.split("?", 1)[0] ?? "");
    const universal = handler && readRequest(request, response);
    if (handler === undefined || universal === undefined) {
      response.statusCode = handler === undefined ? 404 : 400;
      response.end();
      return;
    }
    handler(universal)
      .then((answer) => universalResponseToNodeResponse(answer, response))
      .catch((error: unknown) => {
        // The caller went away while the answer was written; what logic threw was reported by the interceptor.
        log.debug({ err: error, rpc: handler.method.name }, "An answer could not be sent");
        response.destroy();
      });
  };
}

/** Undefined when the host that the caller names is none, such as `[`. */
function readRequest(request: Request, response: Response): UniversalServerRequest | undefined {
  try {
    return universalRequestFromNodeRequest(request, response, undefined, undefined);
  } catch {
    return undefined;
  }
}

function sniff(socket: Socket, found: (isHttp2: boolean) => void): void {
  const slow = () => socket.destroy();
  socket.setTimeout(firstByteTimeoutMs, slow);
  socket.once("readable", () => {
    const bytes: Buffer | null = socket.read();
    if (bytes === null) return;
    socket.setTimeout(0);
    socket.off("timeout", slow);
    socket.unshift(bytes);
    found(bytes[0] === 0x50 && (bytes[1] ?? 0x52) === 0x52);
  });
}
