import { execFile, spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const autocannonFile = new URL("./autocannon-child.ts", import.meta.url).pathname;

export interface LoadOptions {
  readonly origin: string;
  /** Asked for in turn. */
  readonly paths: readonly string[];
  readonly connections: number;
  readonly seconds: number;
  /** Requests a second over all connections; absent: as fast as they are answered. */
  readonly requestsPerSecond?: number;
  readonly method?: "GET" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The status that every answer must have. */
  readonly expectedStatus: number;
}

export interface LoadResult {
  readonly requestsPerSecond: number;
  readonly p99Ms: number;
  readonly client: "wrk" | "autocannon";
}

/** True when wrk is installed: as a client it costs a tenth of what one in JavaScript does. */
export const hasWrk = spawnSync("wrk", ["--version"]).error === undefined;

/** Sends requests from a process of its own. A wrong answer fails the bench. */
export async function load(options: LoadOptions): Promise<LoadResult> {
  return hasWrk && options.requestsPerSecond === undefined ? loadByWrk(options) : loadByAutocannon(options);
}

async function loadByWrk(options: LoadOptions): Promise<LoadResult> {
  const folder = await mkdtemp(join(tmpdir(), "waypost-wrk-"));
  try {
    const script = join(folder, "paths.lua");
    await writeFile(script, wrkScript(options));
    const { stdout } = await run("wrk", [
      "-t1",
      `-c${options.connections}`,
      `-d${options.seconds}s`,
      "-s",
      script,
      options.origin,
    ]);
    const line = /^waypost (\d+) (\d+) (\d+) (\d+)$/m.exec(stdout);
    if (line === null) throw new Error(`wrk said something else than expected:\n${stdout}`);
    const [requests = 0, durationUs = 0, p99Us = 0, wrong = 0] = line.slice(1).map(Number);
    if (wrong > 0) throw new Error(`${wrong} of ${requests} answers were not ${options.expectedStatus}.`);
    return { requestsPerSecond: requests / (durationUs / 1e6), p99Ms: p99Us / 1e3, client: "wrk" };
  } finally {
    await rm(folder, { recursive: true });
  }
}

// wrk counts statuses above 399 as errors; the exact status is checked by the caller once before.
function wrkScript(options: LoadOptions): string {
  const headers = Object.entries(options.headers ?? {});
  return `
local paths = {${options.paths.map((path) => JSON.stringify(path)).join(",")}}
local requests, at = {}, 0
local body = ${options.body === undefined ? "nil" : JSON.stringify(options.body)}
function init()
  ${headers.map(([name, value]) => `wrk.headers[${JSON.stringify(name)}] = ${JSON.stringify(value)}`).join("\n  ")}
  for i, path in ipairs(paths) do requests[i] = wrk.format(${JSON.stringify(options.method ?? "GET")}, path, nil, body) end
end
function request()
  at = at % #requests + 1
  return requests[at]
end
function done(summary, latency)
  local errors = summary.errors
  io.write(string.format("waypost %d %d %d %d\\n", summary.requests, summary.duration, latency:percentile(99),
    errors.status + errors.connect + errors.read + errors.write + errors.timeout))
end
`;
}

async function loadByAutocannon(options: LoadOptions): Promise<LoadResult> {
  const { stdout } = await run(process.execPath, [autocannonFile, JSON.stringify(options)], {
    maxBuffer: 16 << 20,
  });
  // Printed by autocannon-child.ts, which builds exactly this.
  return JSON.parse(stdout) as LoadResult;
}
