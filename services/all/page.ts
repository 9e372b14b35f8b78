import { createHash } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";

const style =
  ":root{color-scheme:light dark;font:18px/1.5 system-ui,sans-serif}body{max-width:32rem;margin:18vh auto 3rem;padding:0 1.5rem;overflow-wrap:anywhere}h1{font-size:1.6rem;line-height:1.25}code{font-size:.9em}p,li{opacity:.85}ul{padding-left:1.2rem}a{color:light-dark(#0b57d0,#8ab4f8)}";
const policy = `default-src 'none'; style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** Answers with a page of the product's own, which loads nothing and runs nothing. `title` and `body` are HTML. */
export function sendPage(request: FastifyRequest, reply: FastifyReply, title: string, body: string): unknown {
  return reply
    .headers({
      "content-type": "text/html; charset=utf-8",
      "cache-control": "max-age=300",
      "content-security-policy": policy,
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
      "x-request-id": request.id,
    })
    .send(
      `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><title>${title}</title><style>${style}</style><main><h1>${title}</h1>${body}</main></html>\n`,
    );
}
