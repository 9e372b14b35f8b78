import { rm } from "node:fs/promises";
import type { Bench } from "../bench.ts";
import { makePaths } from "../links.ts";
import { median } from "../median.ts";
import { makeDataFolder, startProduct } from "../product.ts";

/** From the start of the process to the first redirect, on a data folder that has been used before. */
export const start: Bench = {
  name: "start",
  summary: "seconds from the start of everything embedded to its first redirect",
  better: "lower",
  bar: 4,
  aim: 1.5,
  async run(say) {
    const dataFolder = await makeDataFolder();
    try {
      const firstAt = performance.now();
      const first = await startProduct({ dataFolder });
      const firstSeconds = (performance.now() - firstAt) / 1_000;
      const [path = ""] = await makePaths(first, 1);
      await first.stop();
      const seconds: number[] = [];
      for (let round = 1; round <= 5; round++) {
        const startedAt = performance.now();
        const product = await startProduct({ dataFolder });
        const answer = await fetch(product.url + path, { redirect: "manual" });
        seconds.push((performance.now() - startedAt) / 1_000);
        await product.stop();
        if (answer.status !== 302) throw new Error(`The first redirect answered ${answer.status}.`);
        say(`round ${round}/5: ${seconds.at(-1)?.toFixed(2)} s`);
      }
      return { ratio: median(seconds), details: { "first start, with a new database, s": firstSeconds } };
    } finally {
      await rm(dataFolder, { recursive: true, force: true });
    }
  },
};
