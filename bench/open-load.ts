import { execFile, spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { load } from "./load.ts";
import { percentile } from "./median.ts";

const run = promisify(execFile);
const connections = 64;
const seconds = 4;

export interface OpenLoadOptions {
  readonly origin: string;
  readonly paths: readonly string[];
  /** Sent over all connections whether the answers come or not. */
  readonly requestsPerSecond: number;
  readonly expectedStatus: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** True when h2load is installed (nghttp2-client). Without it, times are known to 10 ms only. */
export const hasH2load = spawnSync("h2load", ["--version"]).error === undefined;

/** Sends requests at a fixed rate and gives the 99th percentile of the answers' times in milliseconds. */
export async function openLoad(options: OpenLoadOptions): Promise<number> {
  if (hasH2load) return openLoadByH2load(options);
  return (await load({ ...options, connections, seconds })).p99Ms;
}

async function openLoadByH2load(options: OpenLoadOptions): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "waypost-h2load-"));
  try {
    const uris = join(folder, "uris");
    const log = join(folder, "log");
    await writeFile(uris, `${options.paths.map((path) => options.origin + path).join("\n")}\n`);
    const rate = Math.round(options.requestsPerSecond / connections);
    const rates = [`-c${connections}`, `--rps=${rate}`, `-D${seconds}`, "--warm-up-time=1"];
    const headers = Object.entries(options.headers ?? {}).flatMap(([name, value]) => [
      "-H",
      `${name}: ${value}`,
    ]);
    await run("h2load", ["--h1", "-t1", ...headers, ...rates, `--log-file=${log}`, `--input-file=${uris}`], {
      maxBuffer: 16 << 20,
    });
    // Start in µs, status, µs until the answer was there; see h2load --help.
    const lines = (await readFile(log, "latin1")).trimEnd().split("\n");
    const times: number[] = [];
    for (const line of lines) {
      const [, status, took] = line.split("\t");
      if (Number(status) !== options.expectedStatus)
        throw new Error(`An answer was ${status}, not ${options.expectedStatus}.`);
      times.push(Number(took));
    }
    const sent = times.length / seconds;
    if (sent < options.requestsPerSecond * 0.9)
      throw new Error(
        `Only ${Math.round(sent)} of ${Math.round(options.requestsPerSecond)} requests/s were sent.`,
      );
    return percentile(times, 0.99) / 1_000;
  } finally {
    await rm(folder, { recursive: true });
  }
}
