import type { FastifyInstance } from "fastify";
import { sendPage } from "./page.ts";

const body = `<p>Self-hosted short links and statistics. This server forwards the visitors of short links and
counts each visit once.</p>
<ul><li><a href="/docs">The API’s reference</a>, with examples to try</li>
<li><a href="/openapi.json">Its contract</a>, in OpenAPI 3.1</li>
<li><a href="/readyz">Is it ready?</a></li></ul>`;

/** Short links may be followed by whoever likes; below the other paths there is nothing to find. */
const robots = "User-agent: *\nDisallow: /api/\nDisallow: /docs\n";

/** Answers `/` with what this is and where to go on, and `/robots.txt`. */
export function mountFrontPage(app: FastifyInstance): void {
  const method = ["GET", "HEAD"];
  app.route({
    method,
    url: "/",
    handler: (request, reply) => sendPage(request, reply, "Waypost", body),
  });
  app.route({
    method,
    url: "/robots.txt",
    handler: (_, reply) =>
      reply
        .headers({ "content-type": "text/plain; charset=utf-8", "cache-control": "max-age=86400" })
        .send(robots),
  });
}
