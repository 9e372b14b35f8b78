import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { newDataFolder, Product, removeDataFolder } from "./product.ts";

const script = join(import.meta.dirname, "../../../scripts/rebuild/main.ts");
const patience = { timeout: 100_000, interval: 100 };
const withList = { WAYPOST_OUTBOX: "true", WAYPOST_LINK_LIST: "model" };

let data: string;
let product: Product;

beforeAll(async () => {
  data = newDataFolder();
  product = await Product.start(data, withList);
}, 60_000);
afterAll(async () => {
  await product.stop();
  removeDataFolder(data);
}, 60_000);

/** Beside this thread: had it stood still, connections that the product closed meanwhile would seem open. */
async function rebuild() {
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [script, "--read-model", "--json"], {
    timeout: 60_000,
    env: { PATH: process.env.PATH, WAYPOST_DATA: data },
  });
  expect(stderr).toBe("");
  return JSON.parse(stdout);
}

const metric = async (name: string) => {
  const text = await (await fetch(`${product.adminUrl}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\S+)$`, "m").exec(text)?.[1]);
};

test("links and their counts come into the list by events, also over a kill", async () => {
  await product.call("POST", "/api/v1/links", { url: "https://example.com/", alias: "clicked" });
  for (let count = 0; count < 3; count++) await product.call("GET", "/clicked");
  await product.call("POST", "/api/v1/links", { url: "https://example.com/", alias: "last" });
  await product.stop("SIGKILL");
  product = await Product.start(data, withList);
  await vi.waitFor(async () => {
    expect(await metric("waypost_link_list_behind")).toBe(0);
    expect(await metric("waypost_link_list_complete")).toBe(1);
  }, patience);
  await vi.waitFor(async () => {
    const { body } = await product.call("GET", "/api/v1/links?sort=createdAt");
    expect(
      body.items.map((it: { code: string; clicks: { total: number } }) => [it.code, it.clicks.total]),
    ).toEqual([
      ["clicked", 3],
      ["last", 0],
    ]);
  }, patience);
  expect(await rebuild()).toEqual({ links: 2, mended: 0, counts: 0 });
}, 240_000);

test("after a time without events lists read the links, until the list is made anew", async () => {
  await product.stop();
  product = await Product.start(data);
  await product.call("POST", "/api/v1/links", { url: "https://example.com/", alias: "unheard" });
  await product.stop();
  product = await Product.start(data, withList);
  const codes = async () => {
    const { body } = await product.call("GET", "/api/v1/links?sort=createdAt");
    return body.items.map((it: { code: string }) => it.code);
  };
  expect(await metric("waypost_link_list_complete")).toBe(0);
  expect(await codes()).toEqual(["clicked", "last", "unheard"]);
  expect(await rebuild()).toMatchObject({ links: 3, mended: 1 });
  expect(await metric("waypost_link_list_complete")).toBe(1);
  expect(await codes()).toEqual(["clicked", "last", "unheard"]);
}, 240_000);
