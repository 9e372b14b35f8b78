import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { mountFrontPage } from "./mount-front-page.ts";
import { mountProblemPages } from "./mount-problem-pages.ts";

/**
 * Mounts `/openapi.json`, the reference at `/docs`, the front page and the pages of problems. The file is read when it is first
 * asked for, and the reference, which is large, is loaded then as well: most processes never need it.
 */
export function mountReference(app: FastifyInstance, root: string): void {
  const path = join(root, "gen/rest/openapi.json");
  let document: Promise<string> | undefined;
  app.get("/openapi.json", async (_, reply) => {
    document ??= readFile(path, "utf8");
    return reply
      .header("content-type", "application/json; charset=utf-8")
      .header("cache-control", "no-cache")
      .header("access-control-allow-origin", "*")
      .send(await document);
  });
  mountFrontPage(app);
  mountProblemPages(app);
  // Browsers ask for it beside any page; it is no link that somebody mistyped.
  app.get("/favicon.ico", (_, reply) => reply.code(204).header("cache-control", "max-age=86400").send());
  let reference: Promise<FastifyInstance> | undefined;
  app.addHook("onClose", async () => {
    await (await reference)?.close();
  });
  for (const url of ["/docs", "/docs/*"]) {
    app.get(url, async (request, reply) => {
      reference ??= import("./open-reference.ts").then(({ openReference }) =>
        openReference(path, app.httpState.log),
      );
      const loaded = await reference;
      reply.hijack();
      loaded.routing(request.raw, reply.raw);
    });
  }
}
