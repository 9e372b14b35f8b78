import type { Bench } from "../bench.ts";
import { startChild } from "../child.ts";
import { makePaths, requireBalance } from "../links.ts";
import { load } from "../load.ts";
import { interleaved } from "../median.ts";
import { startProduct } from "../product.ts";

const bareFile = new URL("../bare-redirect.ts", import.meta.url).pathname;

/** Every redirect is a click on disk, and the consumer stores them meanwhile. */
export const redirect: Bench = {
  name: "redirect",
  summary: "redirects/s with everything on ÷ constant 302s/s of a bare Fastify",
  better: "higher",
  bar: 0.8,
  aim: 1,
  async run(say) {
    const product = await startProduct();
    const bare = await startChild(bareFile, []);
    try {
      const paths = await makePaths(product, 100);
      const measure = (origin: string) => async (): Promise<number> => {
        const found = await load({ origin, paths, connections: 64, seconds: 3, expectedStatus: 302 });
        return found.requestsPerSecond;
      };
      await measure(product.url)();
      const rates = await interleaved(5, { bare: measure(bare.ready), product: measure(product.url) }, say);
      say("waiting until every click is stored");
      const stored = await requireBalance(product, 300_000);
      return {
        ratio: rates.product / rates.bare,
        details: {
          "redirects/s": rates.product,
          "bare Fastify, 302s/s": rates.bare,
          "clicks stored": stored,
        },
      };
    } finally {
      await Promise.all([product.stop(), bare.stop()]);
    }
  },
};
