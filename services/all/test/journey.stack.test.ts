import { afterEach, beforeEach, expect, test } from "vitest";
import { expectBalance, walkTheJourney } from "./journey.ts";
import { newDataFolder, Product, removeDataFolder } from "./product.ts";

let data: string;
let product: Product | undefined;

beforeEach(() => {
  data = newDataFolder();
});
afterEach(async () => {
  await product?.stop();
  removeDataFolder(data);
});

test("one process: link, follow, count, edit, balance", async () => {
  product = await Product.start(data);
  await walkTheJourney(product);
});

test("clicks that were accepted are counted after a kill -9 and a restart", async () => {
  product = await Product.start(data);
  const { body } = await product.call("POST", "/api/v1/links", { url: "https://example.com/" });
  const here = product;
  const followed = await Promise.all(Array.from({ length: 50 }, () => here.call("GET", `/${body.code}`)));
  expect(followed.every(({ status }) => status === 302)).toBe(true);
  await product.stop("SIGKILL");
  product = await Product.start(data);
  await expectBalance(product, 50);
  expect((await product.call("GET", `/api/v1/links/${body.id}/stats`)).body.total).toBe(50);
});
