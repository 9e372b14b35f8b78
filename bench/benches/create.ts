import type { Bench } from "../bench.ts";
import { startChild } from "../child.ts";
import { load } from "../load.ts";
import { interleaved } from "../median.ts";
import { startProduct } from "../product.ts";

const bareFile = new URL("../bare-create.ts", import.meta.url).pathname;

/** Authentication, validation, rules and notification against nothing of it, on the same PostgreSQL. */
export const create: Bench = {
  name: "create",
  summary: "links made/s over REST ÷ bare Fastify with a bare INSERT",
  better: "higher",
  bar: 0.5,
  aim: 0.8,
  async run(say) {
    const product = await startProduct();
    const bare = await startChild(bareFile, [await product.ownerUrl()]);
    try {
      const measure = (origin: string) => async (): Promise<number> => {
        const found = await load({
          origin,
          paths: ["/api/v1/links"],
          method: "POST",
          headers: { authorization: product.authorization, "content-type": "application/json" },
          body: JSON.stringify({ url: "https://example.com/a-long-page" }),
          connections: 16,
          seconds: 3,
          expectedStatus: 201,
        });
        return found.requestsPerSecond;
      };
      await measure(product.url)();
      const rates = await interleaved(5, { bare: measure(bare.ready), product: measure(product.url) }, say);
      return {
        ratio: rates.product / rates.bare,
        details: { "links made/s": rates.product, "bare inserts/s": rates.bare },
      };
    } finally {
      await bare.stop();
      await product.stop();
    }
  },
};
