import type { Bench } from "../bench.ts";
import { startProduct } from "../product.ts";
import { measureRedirects } from "../redirect-rate.ts";

/** Every redirect is a click on disk, and the consumer stores them meanwhile. */
export const redirect: Bench = {
  name: "redirect",
  summary: "redirects/s with everything on ÷ constant 302s/s of a bare Fastify",
  better: "higher",
  bar: 0.8,
  aim: 1,
  async run(say) {
    const product = await startProduct();
    try {
      return await measureRedirects({ product, url: product.url, pid: product.pid }, say);
    } finally {
      await product.stop();
    }
  },
};
