import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findCapability } from "@waypost/testing/capabilities.ts";
import { type BrowserContext, chromium, type Page } from "playwright-core";
import { rolldown } from "rolldown";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newDataFolder, Product, removeDataFolder } from "../../services/all/test/product.ts";
import type { createWaypost } from "../index.ts";

/** The client as one script that a page loads, its exports on `globalThis.sdk`. */
async function bundle(): Promise<string> {
  const build = await rolldown({ input: join(import.meta.dirname, "../index.ts"), platform: "browser" });
  const { output } = await build.generate({ format: "iife", name: "sdk" });
  await build.close();
  return output.map((it) => (it.type === "chunk" ? it.code : "")).join("\n");
}

test("the client is bundled for browsers without anything of Node", async () => {
  const code = await bundle();
  expect(code).not.toMatch(/\brequire\(|node:|\bprocess\./);
  expect(code.length).toBeLessThan(60_000);
});

const executablePath = findCapability("browser");

describe.skipIf(executablePath === undefined)("in a real browser", () => {
  const folder = mkdtempSync(join(tmpdir(), "waypost-browser-"));
  let site: Server;
  let origin: string;
  const dataFolder = newDataFolder();
  let product: Product;
  let browser: BrowserContext;

  beforeAll(async () => {
    const code = await bundle();
    site = createServer((request, response) => {
      const isScript = request.url === "/sdk.js";
      response.setHeader("content-type", isScript ? "text/javascript" : "text/html");
      response.end(
        isScript ? code : '<!doctype html><link rel="icon" href="data:,"><script src="/sdk.js"></script>',
      );
    });
    await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
    origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
    product = await Product.start(dataFolder, { WAYPOST_CORS_ORIGINS: origin });
    browser = await chromium.launchPersistentContext(folder, {
      ...(executablePath === undefined ? {} : { executablePath }),
      headless: true,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    });
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await product?.stop("SIGINT");
    removeDataFolder(dataFolder);
    site?.closeAllConnections();
    site?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Opens a page, and gathers what it asks for elsewhere and complains about. */
  async function open(url: string): Promise<{ page: Page; elsewhere: string[]; complaints: string[] }> {
    const page = await browser.newPage();
    page.setDefaultTimeout(15_000);
    const elsewhere: string[] = [];
    const complaints: string[] = [];
    page.on("request", (request) => {
      const { hostname, protocol } = new URL(request.url());
      if (/^(https?|wss?):$/.test(protocol) && hostname !== "127.0.0.1") elsewhere.push(request.url());
    });
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(message.text());
    });
    await page.goto(url);
    return { page, elsewhere, complaints };
  }

  test("the client works on a page of an allowed origin", async () => {
    const { page, elsewhere, complaints } = await open(origin);
    const { url, apiKey: key } = product;
    const told = await page.evaluate(
      async (options) => {
        // What the bundle leaves on the page; the types of the package are those of the bundle.
        const { sdk } = globalThis as unknown as { sdk: { createWaypost: typeof createWaypost } };
        const waypost = sdk.createWaypost(options);
        const made = await waypost.createLink(
          { body: { url: "https://example.com/from-a-page" } },
          { envelope: true },
        );
        const { id } = made.data;
        await waypost.updateLink({
          path: { id },
          body: { title: "Seen" },
          headers: { "If-Match": made.headers.etag },
        });
        const titles = [];
        for await (const { title } of waypost.listLinks.items({ query: { limit: 1 } })) titles.push(title);
        const missing: unknown = await waypost
          .getLink({ path: { id: "6f1d2c3a-0000-4000-8000-000000000000" } })
          .catch((problem: unknown) => problem);
        return { titles, location: made.headers.location, slug: (missing as { slug: string }).slug };
      },
      { url, key },
    );
    expect(told).toMatchObject({ titles: ["Seen"], slug: "link-not-found" });
    expect(told.location).toMatch(/^\/api\/v1\/links\//);
    expect(elsewhere).toEqual([]);
    // The browser itself reports the 404 that was asked for.
    expect(complaints.filter((it) => !it.includes("404"))).toEqual([]);
    await page.close();
  });

  test("a page of another origin is not let in", async () => {
    const { page } = await open(origin.replace("127.0.0.1", "localhost"));
    const { url, apiKey: key } = product;
    const outcome = await page.evaluate(
      ([address, token]) =>
        fetch(`${address}/api/v1/links`, { headers: { authorization: `Bearer ${token}` } }).then(
          () => "let in",
          () => "refused",
        ),
      [url, key],
    );
    expect(outcome).toBe("refused");
    await page.close();
  });

  test("the reference lists every operation and asks nobody else for anything", async () => {
    const { page, elsewhere, complaints } = await open(`${product.url}/docs`);
    await page.getByText("Make a link").first().waitFor();
    const document = await (await fetch(`${product.url}/openapi.json`)).json();
    const summaries = Object.values<Record<string, { summary?: string }>>(document.paths)
      .flatMap((item) => Object.values(item))
      .flatMap(({ summary }) => summary ?? []);
    expect(summaries.length).toBeGreaterThan(15);
    for (const summary of summaries) {
      await page.getByText(summary, { exact: true }).first().waitFor({ state: "attached" });
    }
    expect(elsewhere).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });
});
