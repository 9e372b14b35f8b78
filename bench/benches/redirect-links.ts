import { rm } from "node:fs/promises";
import pg from "pg";
import type { Bench, BenchResult } from "../bench.ts";
import { fillLinks, randomCodes } from "../many-links.ts";
import { median } from "../median.ts";
import { makeDataFolder, type Product, startProduct } from "../product.ts";

const few = 1_000;
const rounds = 9;
const visitsPerRound = 700;

export const redirectLinks: Bench = {
  name: "redirect-links",
  summary: "time of a redirect that must look its link up among 1 million ÷ among 1,000",
  better: "lower",
  bar: 1.3,
  aim: 1.05,
  run: (say) => compare(1_000_000, say),
};

export const redirectScale: Bench = {
  ...redirectLinks,
  name: "redirect-scale",
  summary: "the same among 10 million",
  slow: true,
  run: (say) => compare(10_000_000, say),
};

/**
 * Redirects of links that are in no cache, so that each is read from PostgreSQL: random ones of all there are. How
 * long they take is asked from the product itself, by its metrics, so that the client has no part in it.
 */
async function compare(many: number, say: (text: string) => void): Promise<BenchResult> {
  const dataFolders = { few: await makeDataFolder(), many: await makeDataFolder() };
  const products: Product[] = [];
  try {
    // Started anew when it is filled, so that neither keeps in memory what filling left there.
    const prepare = async (dataFolder: string, links: number) => {
      const filling = await startProduct({ dataFolder });
      say(`making ${links} links`);
      try {
        await fillLinks(filling, links, "code");
      } finally {
        await filling.stop();
      }
      const product = await startProduct({ dataFolder });
      products.push(product);
      return product;
    };
    const ofFew = await prepare(dataFolders.few, few);
    const ofMany = await prepare(dataFolders.many, many);
    const times: { few: number[]; many: number[] } = { few: [], many: [] };
    for (let round = 0; round <= rounds; round++) {
      const fewMs = await visitUncached(ofFew, few);
      const manyMs = await visitUncached(ofMany, many);
      // The first round warms up.
      if (round === 0) continue;
      times.few.push(fewMs);
      times.many.push(manyMs);
      say(`round ${round}/${rounds}: ${fewMs.toFixed(3)} ms and ${manyMs.toFixed(3)} ms`);
    }
    return {
      ratio: median(times.many) / median(times.few),
      details: {
        [`ms among ${few}`]: median(times.few),
        [`ms among ${many}`]: median(times.many),
      },
    };
  } finally {
    for (const product of products) await product.stop();
    for (const folder of Object.values(dataFolders)) await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Mean time in the product, in milliseconds. Every link is visited once before, so that clicks of links that analytics has
 * never met, which happen among many only, are not taken for the look-up.
 */
async function visitUncached(product: Product, among: number): Promise<number> {
  const codes = await randomCodes(product, visitsPerRound, among);
  await visit(product, codes);
  await forget(product, codes);
  const before = await redirectTimes(product);
  await visit(product, codes);
  const after = await redirectTimes(product);
  const cached = await cachedLinks(product);
  if (cached !== codes.length) throw new Error(`${cached} links of ${codes.length} were looked up.`);
  await forget(product, codes);
  return ((after.sum - before.sum) / (after.count - before.count)) * 1_000;
}

async function visit(product: Product, codes: readonly string[]): Promise<void> {
  for (const code of codes) {
    const { status } = await fetch(`${product.url}/${code}`, { redirect: "manual" });
    if (status !== 302) throw new Error(`/${code} answered ${status}.`);
  }
}

/** Says that the links were changed: the product then drops them from its cache. */
async function forget(product: Product, codes: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: await product.ownerUrl() });
  await client.connect();
  try {
    await client.query("select pg_notify('links_changed', code) from unnest($1::text[]) code", [codes]);
  } finally {
    await client.end();
  }
  while ((await cachedLinks(product)) > 0) await new Promise((resolve) => setTimeout(resolve, 10));
}

function cachedLinks(product: Product): Promise<number> {
  return metric(product, /^waypost_redirect_cache_entries\{.*kind="link".*\} (\S+)$/m);
}

async function redirectTimes(product: Product): Promise<{ readonly sum: number; readonly count: number }> {
  return {
    sum: await metric(product, /^waypost_redirect_seconds_sum(?:\{.*\})? (\S+)$/m),
    count: await metric(product, /^waypost_redirect_seconds_count(?:\{.*\})? (\S+)$/m),
  };
}

async function metric(product: Product, pattern: RegExp): Promise<number> {
  const text = await (await fetch(`${product.adminUrl}/metrics`)).text();
  const value = pattern.exec(text)?.[1];
  if (value === undefined) throw new Error(`There is no metric like ${pattern}.`);
  return Number(value);
}
