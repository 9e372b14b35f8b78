import { rm } from "node:fs/promises";
import type { Bench } from "../bench.ts";
import { fillLinks } from "../many-links.ts";
import { median } from "../median.ts";
import { makeDataFolder, type Product, startProduct } from "../product.ts";

const few = 1_000;
const many = 1_000_000;

/** How often the filters apply is the same for both numbers of links, so that pages are as full. */
const filters = [
  "",
  "state=expired",
  "state=deleted",
  "tag=common",
  "tag=tag7",
  "tag=rare",
  "tag=never",
  "search=campaign",
  "search=exam",
  "search=word777",
  "search=n123",
  "search=zebra",
  "tag=tag7&search=example",
];
const sorts = ["createdAt", "-createdAt", "code", "-code"];

/** The first and the second page by every filter, search and sort, with few and with many links in the workspace. */
export const list: Bench = {
  name: "list",
  summary: "time of a page with 1 million links ÷ with 1,000, the worst of all filters, searches and sorts",
  better: "lower",
  bar: 2,
  aim: 1.2,
  async run(say) {
    const dataFolder = await makeDataFolder();
    try {
      const ofFew = await measure(dataFolder, few, say);
      const ofMany = await measure(dataFolder, many, say);
      // Few links have no second page of what is rare among them.
      const ratios = [...ofMany].flatMap(([query, ms]): [string, number][] => {
        const before = ofFew.get(query);
        return before === undefined ? [] : [[query, ms / before]];
      });
      const worst = ratios.toSorted(([, a], [, b]) => b - a);
      return {
        ratio: worst[0]?.[1] ?? Number.NaN,
        details: {
          "median of all ratios": median(ratios.map(([, ratio]) => ratio)),
          ...Object.fromEntries(
            worst
              .slice(0, 8)
              .map(([query, ratio]) => [
                query,
                `${ratio.toFixed(2)} (${ofFew.get(query)?.toFixed(1)} ms → ${ofMany.get(query)?.toFixed(1)} ms)`,
              ]),
          ),
        },
      };
    } finally {
      await rm(dataFolder, { recursive: true, force: true });
    }
  },
};

/** Started anew for each number of links: the product holds statistics of terms for a minute. */
async function measure(
  dataFolder: string,
  links: number,
  say: (text: string) => void,
): Promise<Map<string, number>> {
  const filler = await startProduct({ dataFolder });
  say(`making ${links} links`);
  try {
    await fillLinks(filler, links);
  } finally {
    await filler.stop();
  }
  const product = await startProduct({ dataFolder });
  try {
    const times = new Map<string, number>();
    for (const filter of filters) {
      for (const sort of sorts) {
        const query = `sort=${sort}${filter === "" ? "" : `&${filter}`}`;
        const { first, second } = await timePages(product, query);
        times.set(query, first);
        if (second !== null) times.set(`${query}, second page`, second);
      }
    }
    say(
      `${times.size} kinds of pages with ${links} links: median ${median([...times.values()]).toFixed(1)} ms`,
    );
    return times;
  } finally {
    await product.stop();
  }
}

async function timePages(
  product: Product,
  query: string,
): Promise<{ readonly first: number; readonly second: number | null }> {
  const path = `/api/v1/links?limit=20&${query}`;
  const first = await timeOf(product, path);
  // The contract promises the field.
  const { nextCursor } = (await product.call("GET", path)) as { nextCursor: string | null };
  if (nextCursor === null) return { first, second: null };
  return { first, second: await timeOf(product, `${path}&cursor=${encodeURIComponent(nextCursor)}`) };
}

/** Median of 15 answers, after two that warm up. */
async function timeOf(product: Product, path: string): Promise<number> {
  const samples: number[] = [];
  for (let round = 0; round < 17; round++) {
    const startedAt = performance.now();
    await product.call("GET", path);
    if (round >= 2) samples.push(performance.now() - startedAt);
  }
  return median(samples);
}
