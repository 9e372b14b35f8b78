import { createHash } from "node:crypto";
import { sendFault } from "@waypost/kit/http/send-fault.ts";
import { frameworkFault } from "@waypost/kit/http/to-fault.ts";
import type { FastifyInstance } from "fastify";

const style =
  ":root{color-scheme:light dark;font:18px/1.5 system-ui,sans-serif}body{max-width:32rem;margin:20vh auto;padding:0 1.5rem}h1{font-size:1.6rem;line-height:1.25}";
const page = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><title>Waypost</title><style>${style}</style><h1>Waypost</h1><p>This server sends visitors of short links on. There is nothing at its front door; the API is described in <a href="/docs">its reference</a>.</p></html>\n`;
const policy = `default-src 'none'; style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** Answers `/`, where there is nothing, with where there is something: browsers with a page, others with a problem. */
export function mountFrontPage(app: FastifyInstance): void {
  app.route({
    method: ["GET", "HEAD"],
    url: "/",
    handler(request, reply) {
      reply.header("vary", "Accept");
      if (!/\btext\/html\b/i.test(request.headers.accept ?? "")) {
        return sendFault(
          request,
          reply,
          frameworkFault("not_found", "Nothing is at /; the API is described at /docs."),
        );
      }
      return reply
        .code(404)
        .headers({
          "content-type": "text/html; charset=utf-8",
          "cache-control": "no-store",
          "content-security-policy": policy,
          "referrer-policy": "no-referrer",
          "x-content-type-options": "nosniff",
          "x-request-id": request.id,
        })
        .send(page);
    },
  });
}
