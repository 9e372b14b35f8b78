import { createHttpApp } from "@waypost/kit/http/create-http-app.ts";
import { createLogger } from "@waypost/kit/telemetry/logger.ts";
import { expect, onTestFinished, test } from "vitest";
import { mountFrontPage } from "../mount-front-page.ts";

/** The app of a product that also has links, whose route takes every single part. */
function open() {
  const app = createHttpApp({ log: createLogger("error", { write: () => undefined }) });
  onTestFinished(() => app.close());
  app.get("/:code", () => "a link");
  mountFrontPage(app);
  return app;
}

test("a browser at the front door is told where the reference is", async () => {
  const accept = "text/html,application/xhtml+xml,*/*;q=0.8";
  const answer = await open().inject({ url: "/", headers: { accept } });
  expect(answer.statusCode).toBe(404);
  expect(answer.headers["content-type"]).toBe("text/html; charset=utf-8");
  expect(answer.headers["content-security-policy"]).toMatch(/^default-src 'none'; style-src 'sha256-/);
  expect(answer.body).toContain('<a href="/docs">');
});

test("everybody else gets a problem that says so", async () => {
  const answer = await open().inject("/?a=1");
  expect(answer.statusCode).toBe(404);
  expect(answer.headers["content-type"]).toMatch(/^application\/problem\+json/);
  expect(answer.json()).toMatchObject({
    status: 404,
    instance: "/",
    detail: expect.stringContaining("/docs"),
  });
});
