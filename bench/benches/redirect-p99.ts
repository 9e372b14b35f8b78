import type { Bench } from "../bench.ts";
import { startChild } from "../child.ts";
import { makePaths, requireBalance } from "../links.ts";
import { load } from "../load.ts";
import { interleaved, median } from "../median.ts";
import { hasH2load, openLoad } from "../open-load.ts";
import { startProduct } from "../product.ts";

const bareFile = new URL("../bare-redirect.ts", import.meta.url).pathname;

/** How long the slowest visitors wait while clicks are written and stored, at a rate that leaves room. */
export const redirectP99: Bench = {
  name: "redirect-p99",
  summary:
    "p99 of a redirect with everything on ÷ p99 of a bare Fastify 302, both at half of the latter's peak rate",
  better: "lower",
  bar: 3,
  aim: 1.5,
  async run(say) {
    const product = await startProduct();
    const bare = await startChild(bareFile, []);
    try {
      const paths = await makePaths(product, 100);
      const expectedStatus = 302;
      const full = { paths, connections: 64, expectedStatus };
      // Warms up both, and finds the peak.
      await load({ ...full, origin: product.url, seconds: 3 });
      const peaks: number[] = [];
      for (let round = 0; round < 3; round++)
        peaks.push((await load({ ...full, origin: bare.ready, seconds: 2 })).requestsPerSecond);
      const requestsPerSecond = median(peaks) / 2;
      await requireBalance(product, 120_000);
      const measure = (origin: string) => () =>
        openLoad({ origin, paths, requestsPerSecond, expectedStatus });
      const p99 = await interleaved(5, { bare: measure(bare.ready), product: measure(product.url) }, say);
      await requireBalance(product, 300_000);
      return {
        ratio: p99.product / p99.bare,
        details: {
          "p99, ms": p99.product,
          "p99 of the bare 302, ms": p99.bare,
          "requests/s": requestsPerSecond,
          client: hasH2load ? "h2load" : "autocannon, which knows 10 ms at best",
        },
      };
    } finally {
      await Promise.all([product.stop(), bare.stop()]);
    }
  },
};
