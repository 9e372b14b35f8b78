import swagger from "@fastify/swagger";
import reference from "@scalar/fastify-api-reference";
import { createHttpApp } from "@waypost/kit/http/create-http-app.ts";
import type { FastifyInstance } from "fastify";
import type { Logger } from "pino";

/** Pages of the reference load nothing from elsewhere and send nothing elsewhere. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src blob:",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** An app that answers below `/docs` with the reference of the contract at `path`; it listens nowhere by itself. */
export async function openReference(path: string, log: Logger): Promise<FastifyInstance> {
  const app = createHttpApp({ log });
  app.addHook("onSend", async (_, reply) => {
    reply.headers({
      "content-security-policy": contentSecurityPolicy,
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
    });
  });
  await app.register(swagger, { mode: "static", specification: { path, baseDir: "" } });
  await app.register(reference, {
    routePrefix: "/docs",
    configuration: {
      pageTitle: "Waypost API",
      withDefaultFonts: false,
      telemetry: false,
      hideClientButton: true,
      defaultOpenAllTags: true,
      showDeveloperTools: "never",
      agent: { disabled: true },
      mcp: { disabled: true },
    },
  });
  await app.ready();
  return app;
}
