import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Bench } from "../bench.ts";
import { median } from "../median.ts";

const run = promisify(execFile);
const genFile = new URL("../../scripts/gen/main.ts", import.meta.url).pathname;

/** All contracts, everything that comes from them, compared with what is on disk. */
export const gen: Bench = {
  name: "gen",
  summary: "seconds to generate everything from all contracts",
  better: "lower",
  bar: 5,
  aim: 2,
  async run(say) {
    const seconds: number[] = [];
    for (let round = 1; round <= 5; round++) {
      const startedAt = performance.now();
      await generate();
      seconds.push((performance.now() - startedAt) / 1_000);
      say(`round ${round}/5: ${seconds.at(-1)?.toFixed(2)} s`);
    }
    return { ratio: median(seconds), details: {} };
  },
};

/** Plans everything and writes nothing. That gen/ differs, because somebody is at work on a contract, is no failure. */
async function generate(): Promise<void> {
  try {
    await run(process.execPath, [genFile, "--check", "--json"], { maxBuffer: 64 << 20 });
  } catch (error) {
    const said = error instanceof Error && "stdout" in error ? String(error.stdout) : "";
    // The generator prints this when it has planned everything, and nothing when it could not.
    if (!said.startsWith('{"changes":')) throw error;
  }
}
