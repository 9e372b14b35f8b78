import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";

/** Mounts `/openapi.json`; the file is read when it is first asked for. */
export function mountReference(app: FastifyInstance, root: string): void {
  let document: Promise<string> | undefined;
  app.get("/openapi.json", async (_, reply) => {
    document ??= readFile(join(root, "gen/rest/openapi.json"), "utf8");
    return reply
      .header("content-type", "application/json; charset=utf-8")
      .header("cache-control", "no-cache")
      .header("access-control-allow-origin", "*")
      .send(await document);
  });
}
