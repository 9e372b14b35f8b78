import type { Bench } from "../bench.ts";
import { makePaths } from "../links.ts";
import { percentile } from "../median.ts";
import { startProduct } from "../product.ts";

const clicks = 100;

/** A click after another, each asked for until the statistics show it. */
export const visible: Bench = {
  name: "visible",
  summary: "seconds from a 302 to its click in the statistics, p95",
  better: "lower",
  bar: 1,
  aim: 0.2,
  async run(say) {
    const product = await startProduct();
    try {
      const [path = ""] = await makePaths(product, 1);
      const seconds: number[] = [];
      for (let click = 1; click <= clicks; click++) {
        await fetch(product.url + path, { redirect: "manual" });
        const answeredAt = performance.now();
        while ((await total(product)) < click) await new Promise((resolve) => setTimeout(resolve, 5));
        seconds.push((performance.now() - answeredAt) / 1_000);
        if (click % 20 === 0) say(`${click}/${clicks} clicks`);
        // At another moment of the consumer's cycle each time.
        await new Promise((resolve) => setTimeout(resolve, (click * 7) % 60));
      }
      return { ratio: percentile(seconds, 0.95), details: { "p50, s": percentile(seconds, 0.5) } };
    } finally {
      await product.stop();
    }
  },
};

async function total(product: Awaited<ReturnType<typeof startProduct>>): Promise<number> {
  // The contract promises the field.
  return ((await product.call("GET", "/api/v1/stats")) as { total: number }).total;
}
