import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createHttpApp } from "@waypost/kit/http/create-http-app.ts";
import { createLogger } from "@waypost/kit/telemetry/logger.ts";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mountReference } from "../mount-reference.ts";

const root = join(import.meta.dirname, "../../..");
const bundle: unknown = JSON.parse(readFileSync(join(root, "gen/rest/openapi.json"), "utf8"));
let app: FastifyInstance;

beforeAll(() => {
  app = createHttpApp({ log: createLogger("error", { write: () => undefined }) });
  mountReference(app, root);
});
afterAll(() => app.close());

test("the contract is served whole, to pages of any origin", async () => {
  const response = await app.inject("/openapi.json");
  expect(response.statusCode).toBe(200);
  expect(response.json()).toEqual(bundle);
  expect(response.headers).toMatchObject({
    "content-type": "application/json; charset=utf-8",
    "access-control-allow-origin": "*",
  });
});

test("the reference loads nothing from elsewhere, and could not", async () => {
  const page = await app.inject("/docs/");
  expect(page.statusCode).toBe(200);
  const loaded = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, url]) => url ?? "");
  expect(loaded.filter((url) => /^(https?:)?\/\//.test(url))).toEqual([]);
  const policy = String(page.headers["content-security-policy"]);
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/https?:|\*/);
  const script = loaded.find((url) => url.endsWith(".js")) ?? "";
  const answer = await app.inject(new URL(script, "http://reference/docs/").pathname);
  expect(answer.statusCode).toBe(200);
  expect(answer.headers["content-type"]).toMatch(/javascript/);
});

test("the reference shows the contract that is served", async () => {
  expect((await app.inject("/docs/openapi.json")).json()).toEqual(bundle);
});

test("paths that are not there are problems, below the reference too", async () => {
  for (const url of ["/docs/nothing", "/docs/../package.json", "/docs/js/..%2f..%2fpackage.json"]) {
    const response = await app.inject(url);
    expect(response.statusCode, url).toBe(404);
    expect(response.headers["content-type"], url).toMatch(/^application\/problem\+json/);
  }
});

test("the icon that browsers ask for is nothing, for a day", async () => {
  const response = await app.inject("/favicon.ico");
  expect(response.statusCode).toBe(204);
  expect(response.headers["cache-control"]).toBe("max-age=86400");
});
