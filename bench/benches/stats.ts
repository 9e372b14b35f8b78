import pg from "pg";
import type { Bench } from "../bench.ts";
import { interleaved } from "../median.ts";
import { type Product, startProduct } from "../product.ts";
import { fillRollups } from "../rollups.ts";

const few = 10_000;
const many = 10_000_000;
const days = 30;

const questions: Readonly<Record<string, string>> = {
  "in all": "",
  "by day": "&interval=day",
  "by hour": "&interval=hour",
  "by country": "&groupBy=country",
  "by referrer": "&groupBy=referrer",
};

/** Statistics read roll-ups; how many clicks these sum up must not matter. */
export const stats: Bench = {
  name: "stats",
  summary:
    "time of the statistics of a link with 10 million clicks ÷ of one with 10,000, the worst of all questions",
  better: "lower",
  bar: 2,
  aim: 1.1,
  async run(say) {
    const product = await startProduct();
    try {
      const to = Math.floor(Date.now() / 86_400_000) * 86_400_000;
      const period = { from: new Date(to - days * 86_400_000), to: new Date(to) };
      say(`writing the roll-ups of ${few} and ${many} clicks in ${days} days`);
      const links = {
        few: await makeLink(product, few, period),
        many: await makeLink(product, many, period),
      };
      const details: Record<string, number> = {};
      let ratio = 0;
      for (const [name, question] of Object.entries(questions)) {
        const ask = (link: string, clicks: number) => () => timeOf(product, link, clicks, period, question);
        const ms = await interleaved(
          5,
          { few: ask(links.few, few), many: ask(links.many, many) },
          () => undefined,
        );
        say(`${name}: ${ms.few.toFixed(2)} ms and ${ms.many.toFixed(2)} ms`);
        ratio = Math.max(ratio, ms.many / ms.few);
        details[`${name}, ratio`] = ms.many / ms.few;
        details[`${name}, ms with ${many} clicks`] = ms.many;
      }
      return { ratio, details };
    } finally {
      await product.stop();
    }
  },
};

interface Period {
  readonly from: Date;
  readonly to: Date;
}

async function makeLink(product: Product, clicks: number, period: Period): Promise<string> {
  // The contract promises these fields.
  const link = (await product.call("POST", "/api/v1/links", { url: "https://example.com/" })) as {
    id: string;
  };
  const workspace = (await product.call("GET", "/api/v1/workspaces/current")) as { id: string };
  const client = new pg.Client({ connectionString: await product.ownerUrl() });
  await client.connect();
  try {
    await fillRollups(client, { ...period, linkId: link.id, workspaceId: workspace.id, clicks });
  } finally {
    await client.end();
  }
  return link.id;
}

/** Mean of 20 answers, in milliseconds. Throws when they don't count the clicks that were written. */
async function timeOf(
  product: Product,
  link: string,
  clicks: number,
  { from, to }: Period,
  question: string,
): Promise<number> {
  const path = `/api/v1/links/${link}/stats?from=${from.toISOString()}&to=${to.toISOString()}${question}`;
  const startedAt = performance.now();
  let total = 0;
  for (let round = 0; round < 20; round++) {
    total = ((await product.call("GET", path)) as { total: number }).total;
  }
  const ms = (performance.now() - startedAt) / 20;
  if (Math.abs(total / clicks - 1) > 0.01) throw new Error(`${path} counts ${total} clicks, not ${clicks}.`);
  return ms;
}
