import pg from "pg";
import type { Bench } from "../bench.ts";
import { median } from "../median.ts";
import { type Product, startProduct } from "../product.ts";

const small = 1_000;
const large = 1_000_000;

/** The first and a later page of the newest, by tag and by word, with few and with many links in the workspace. */
export const list: Bench = {
  name: "list",
  summary: "time of a page with 1 million links ÷ with 1,000, the worst of all filters and sorts",
  better: "lower",
  bar: 2,
  aim: 1.2,
  async run(say) {
    const product = await startProduct();
    try {
      await fill(product, small);
      const few = await timePages(product);
      say(`with ${small} links: ${[...few.values()].map((ms) => ms.toFixed(1)).join(" ")} ms`);
      await fill(product, large - small);
      const many = await timePages(product);
      say(`with ${large} links: ${[...many.values()].map((ms) => ms.toFixed(1)).join(" ")} ms`);
      const ratios = [...many].map(([query, ms]) => [query, ms / (few.get(query) ?? Number.NaN)] as const);
      return {
        ratio: Math.max(...ratios.map(([, ratio]) => ratio)),
        details: Object.fromEntries(
          ratios.map(([query, ratio]) => [query === "" ? "(newest)" : query, ratio]),
        ),
      };
    } finally {
      await product.stop();
    }
  },
};

const queries = [
  "",
  "sort=createdAt",
  "sort=code",
  "tag=even",
  "tag=rare",
  "search=page",
  "search=rare",
  "state=deleted",
];

async function timePages(product: Product): Promise<Map<string, number>> {
  const times = new Map<string, number>();
  for (const query of queries) {
    const samples: number[] = [];
    for (let round = 0; round < 21; round++) {
      const startedAt = performance.now();
      await product.call("GET", `/api/v1/links?${query}`);
      samples.push(performance.now() - startedAt);
    }
    times.set(query, median(samples));
  }
  return times;
}

async function fill(product: Product, count: number): Promise<void> {
  const client = new pg.Client({ connectionString: await product.ownerUrl() });
  await client.connect();
  try {
    // The contract promises the id.
    const { id } = (await product.call("GET", "/api/v1/workspaces/current")) as { id: string };
    const { rows } = await client.query<{ n: string }>("select count(*) n from links.links");
    await client.query(fillSql, [id, Number(rows[0]?.n ?? 0), count]);
    await client.query("vacuum analyze links.links");
  } finally {
    await client.end();
  }
}

const fillSql = "";
