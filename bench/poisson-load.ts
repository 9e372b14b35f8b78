import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { percentile } from "./median.ts";

const run = promisify(execFile);
const childFile = new URL("./poisson-child.ts", import.meta.url).pathname;

export interface PoissonLoadOptions {
  readonly origin: string;
  /** Asked for in turn. */
  readonly paths: readonly string[];
  /** On average; sent whether the answers come or not, each over a connection that is free, else over a new one. */
  readonly requestsPerSecond: number;
  readonly seconds: number;
  /** The same seed sends at the same times, so that two servers can be given the same load. */
  readonly seed: number;
  readonly expectedStatus: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Sends requests at random times, as many users who know nothing of each other do (a Poisson process), and gives the
 * 99th percentile of the answers' times in milliseconds. Those of the first second, when connections are opened, are
 * left out. For some thousand requests a second at most: it is a client in JavaScript.
 */
export async function poissonLoad(options: PoissonLoadOptions): Promise<number> {
  const { stdout } = await run(process.execPath, [childFile, JSON.stringify(options)], {
    maxBuffer: 16 << 20,
  });
  // Printed by poisson-child.ts.
  return percentile(JSON.parse(stdout) as number[], 0.99);
}
