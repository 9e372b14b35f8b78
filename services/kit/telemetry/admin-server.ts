import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Logger } from "pino";
import type { Registry } from "prom-client";
import type { Readiness } from "./readiness.ts";

export interface AdminServerOptions {
  /** Default `127.0.0.1`: for the machine itself or the pod's own probes. */
  readonly host?: string;
  /** 0 picks a free one. */
  readonly port: number;
  readonly metrics: Registry;
  readonly readiness: Readiness;
  readonly log: Logger;
}

/** An open admin port. */
export interface AdminServer {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Opens the admin port of a process, without authentication: `/metrics` for Prometheus; `/livez`, which looks at
 * nothing but that this process answers; `/readyz`, 200 or 503 with the result of each check as JSON.
 * @throws the system's error, such as EADDRINUSE, when the port can't be opened
 */
export async function openAdminServer(options: AdminServerOptions): Promise<AdminServer> {
  const server = createServer({ requestTimeout: 10_000, headersTimeout: 5_000 }, (request, response) => {
    answer(request, response, options).catch((error: unknown) => {
      options.log.error({ err: error, url: request.url }, "The admin port could not answer");
      if (!response.headersSent) response.statusCode = 500;
      response.end();
    });
  });
  server.listen({ host: options.host ?? "127.0.0.1", port: options.port });
  await once(server, "listening");
  const { address, port, family } = server.address() as AddressInfo;
  return {
    url: `http://${family === "IPv6" ? `[${address}]` : address}:${port}`,
    port,
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  options: AdminServerOptions,
): Promise<void> {
  if (request.method !== "GET" && request.method !== "HEAD")
    return send(response, 405, "text/plain", "Use GET.\n");
  switch (request.url?.split("?", 1)[0]) {
    case "/metrics":
      return send(response, 200, options.metrics.contentType, await options.metrics.metrics());
    case "/livez":
      return send(response, 200, "application/json", '{"status":"ok"}\n');
    case "/readyz": {
      const report = await options.readiness.report();
      return send(response, report.ready ? 200 : 503, "application/json", `${JSON.stringify(report)}\n`);
    }
    default:
      return send(response, 404, "text/plain", "Here are /metrics, /livez and /readyz.\n");
  }
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { "content-type": type, "cache-control": "no-store" });
  response.end(response.req.method === "HEAD" ? undefined : body);
}
