import { problems } from "@waypost/gen/rest/problems.ts";
import { createHttpApp } from "@waypost/kit/http/create-http-app.ts";
import { createLogger } from "@waypost/kit/telemetry/logger.ts";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mountFrontPage } from "../mount-front-page.ts";
import { mountProblemPages } from "../mount-problem-pages.ts";

/** The app of a product that also has links, whose route takes every single part. */
let app: FastifyInstance;

beforeAll(() => {
  app = createHttpApp({ log: createLogger("error", { write: () => undefined }) });
  app.get("/:code", () => "a link");
  mountFrontPage(app);
  mountProblemPages(app);
});
afterAll(() => app.close());

test("the front door says what this is and leads on", async () => {
  const answer = await app.inject("/?a=1");
  expect(answer.statusCode).toBe(200);
  expect(answer.headers["content-type"]).toBe("text/html; charset=utf-8");
  expect(answer.headers["content-security-policy"]).toMatch(/^default-src 'none'; style-src 'sha256-/);
  expect(answer.body).toContain('<a href="/docs">');
  expect(answer.body).not.toMatch(/<script|style="|https?:/);
  const head = await app.inject({ method: "HEAD", url: "/" });
  expect([head.statusCode, head.body]).toEqual([200, ""]);
  expect(head.headers["content-length"]).toBe(answer.headers["content-length"]);
});

test("robots may follow links and have no business in the API", async () => {
  const answer = await app.inject("/robots.txt");
  expect(answer.statusCode).toBe(200);
  expect(answer.headers["content-type"]).toBe("text/plain; charset=utf-8");
  expect(answer.body).toBe("User-agent: *\nDisallow: /api/\nDisallow: /docs\n");
});

test.each([...Object.keys(problems), "not-found", "rate-limited", "internal", "method-not-allowed"])(
  "/problems/%s is explained",
  async (slug) => {
    const answer = await app.inject(`/problems/${slug}`);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers["content-security-policy"]).toMatch(/^default-src 'none'/);
    expect(answer.body).toMatch(/<h1>[A-Z].+<\/h1><p>[A-Z].+\.<\/p>/s);
    expect(answer.body).toContain(`<code>/problems/${slug}</code>`);
  },
);

test.each(["nothing", "constructor", "<b>"])("/problems/%s is no problem", async (slug) => {
  const answer = await app.inject(`/problems/${encodeURIComponent(slug)}`);
  expect(answer.statusCode).toBe(404);
  expect(answer.headers["content-type"]).toMatch(/^application\/problem\+json/);
});
