import type { Bench } from "../bench.ts";
import { startDistributed } from "../distributed.ts";
import { measureRedirects } from "../redirect-rate.ts";

/**
 * As `redirect`, with the settings of many machines, and everything on this one: a process of links that answers
 * visitors, with Redis beside its cache, and clicks that go from its log through Kafka to a consumer elsewhere.
 */
export const redirectDistributed: Bench = {
  name: "redirect-distributed",
  summary: "redirects/s with Redis and Kafka on ÷ constant 302s/s of a bare Fastify",
  better: "higher",
  bar: 0.75,
  aim: 1,
  needs: "Redis and Kafka",
  async run(say) {
    const distributed = await startDistributed(say);
    try {
      return await measureRedirects(distributed, say);
    } finally {
      await distributed.stop();
    }
  },
};
