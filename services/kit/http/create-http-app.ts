import cors from "@fastify/cors";
import { type FastifyInstance, fastify } from "fastify";
import type { Logger } from "pino";
import { answerClientError } from "./client-error.ts";
import "./http-state.ts";
import { acceptJson } from "./json-body.ts";
import { limitPipelining } from "./limit-pipelining.ts";
import { lingerAfterEarlyAnswers } from "./linger.ts";
import { newRequestId, requestIdOf } from "./request-id.ts";
import { RouteIndex } from "./route-index.ts";
import { sendFault } from "./send-fault.ts";
import { frameworkFault, toFault } from "./to-fault.ts";

export interface HttpAppOptions {
  readonly log: Logger;
  /** Proxies whose `X-Forwarded-For` is believed: true for all, or addresses and CIDR ranges. Default: none. */
  readonly trustProxy?: boolean | readonly string[];
  /** Takes the caller's `X-Request-Id` (1 to 128 visible ASCII characters) as the request id. Default false. */
  readonly trustRequestId?: boolean;
  /** Origins that browsers may call from; the preflight is kept for a day. Default: none. */
  readonly corsOrigins?: readonly string[];
  /** Bytes of a body, counted while it arrives. Default 1 MiB. */
  readonly bodyLimit?: number;
  /** Characters of path and query. Default 8,192. */
  readonly urlLimit?: number;
  /** Bytes of request line and headers together. Default 32 KiB. */
  readonly headerLimit?: number;
  /** Open connections of this process; further ones are closed at once. Default 10,000. */
  readonly maxConnections?: number;
  /** How long headers and body may take to arrive. Default 10,000. */
  readonly requestTimeoutMs?: number;
  /** How long an idle connection is kept. Default 72,000: longer than the usual 60 s of a proxy in front. */
  readonly keepAliveTimeoutMs?: number;
}

/** Unanswered requests of one connection before no more of them are read; browsers and proxies have one. */
const maxUnanswered = 64;

/**
 * Makes the Fastify app that everything over HTTP/1.1 is mounted on: limits, request ids, JSON only, and a problem
 * document for every fault. Nothing is logged per request here; operations and redirects do that themselves.
 */
export function createHttpApp(options: HttpAppOptions): FastifyInstance {
  const { trustProxy = false, trustRequestId = false, corsOrigins = [], urlLimit = 8192 } = options;
  const app = fastify({
    logger: false,
    trustProxy: typeof trustProxy === "boolean" ? trustProxy : [...trustProxy],
    bodyLimit: options.bodyLimit ?? 1_048_576,
    requestTimeout: options.requestTimeoutMs ?? 10_000,
    keepAliveTimeout: options.keepAliveTimeoutMs ?? 72_000,
    http: {
      maxHeaderSize: options.headerLimit ?? 32_768,
      headersTimeout: options.requestTimeoutMs ?? 10_000,
      connectionsCheckingInterval: Math.min(1_000, options.requestTimeoutMs ?? 1_000),
    },
    routerOptions: { maxParamLength: urlLimit },
    exposeHeadRoutes: false,
    return503OnClosing: false,
    genReqId: trustRequestId ? requestIdOf : newRequestId,
    frameworkErrors: (error, request, reply) => void sendFault(request, reply, toFault(error)),
    clientErrorHandler: (error, socket) => answerClientError(error, socket, newRequestId),
  });
  // Node would answer 417 in its own words; a server may as well pass over what it doesn't know (RFC 9110, 10.1.1).
  app.server.on("checkExpectation", (request, response) => app.server.emit("request", request, response));
  limitPipelining(app.server, maxUnanswered);
  lingerAfterEarlyAnswers(app.server);
  app.server.maxConnections = options.maxConnections ?? 10_000;
  app.decorate("httpState", { log: options.log, titles: new Map<string, string>() });
  app.decorateRequest("restCall", null);
  acceptJson(app);
  refuseUnknown(app, urlLimit);
  if (corsOrigins.length > 0) allowOrigins(app, corsOrigins);
  app.setErrorHandler((error, request, reply) => sendFault(request, reply, toFault(error)));
  return app;
}

/** 404, 405 and 414, before a body is read. */
function refuseUnknown(app: FastifyInstance, urlLimit: number): void {
  const index = new RouteIndex();
  app.addHook("onRoute", ({ url, method }) => {
    // The preflight route of the CORS plugin has every path; it says nothing about which there are.
    if (url !== "*") index.add(url, [method].flat());
  });
  app.addHook("onRequest", (request, reply, done) => {
    if (request.raw.url !== undefined && request.raw.url.length > urlLimit) {
      done(frameworkFault("uri_too_long", `A URL may have ${urlLimit} characters.`));
    } else if (request.is404) {
      const [path = ""] = request.url.split("?");
      const allowed = index.methodsOf(path);
      if (allowed.length === 0) {
        done(frameworkFault("not_found", "There is nothing at this path."));
      } else {
        reply.header("allow", allowed.join(", "));
        done(frameworkFault("method_not_allowed", `This path takes ${allowed.join(", ")}.`));
      }
    } else done();
  });
  app.setNotFoundHandler((request, reply) =>
    sendFault(request, reply, frameworkFault("not_found", "There is nothing at this path.")),
  );
}

function allowOrigins(app: FastifyInstance, origins: readonly string[]): void {
  app.register(cors, {
    origin: [...origins],
    methods: ["GET", "HEAD", "POST", "PATCH", "PUT", "DELETE"],
    allowedHeaders: ["authorization", "content-type", "idempotency-key", "if-match", "traceparent"],
    exposedHeaders: ["etag", "location", "retry-after", "x-request-id"],
    maxAge: 86_400,
  });
}
