import autocannon from "autocannon";
import type { LoadOptions, LoadResult } from "./load.ts";

// The parent wrote it, with JSON.stringify of these options.
const options = JSON.parse(process.argv[2] ?? "{}") as LoadOptions;

const result = await autocannon({
  url: options.origin,
  connections: options.connections,
  duration: options.seconds,
  ...(options.requestsPerSecond === undefined ? {} : { overallRate: options.requestsPerSecond }),
  requests: options.paths.map((path) => ({
    path,
    method: options.method ?? "GET",
    headers: { ...options.headers },
    ...(options.body === undefined ? {} : { body: options.body }),
  })),
});

const answered = Object.entries(result.statusCodeStats ?? {});
const wrong = answered.filter(([status]) => Number(status) !== options.expectedStatus);
if (wrong.length > 0 || result.errors > 0) {
  process.stderr.write(
    `answers other than ${options.expectedStatus}: ${JSON.stringify(wrong)}, errors: ${result.errors}\n`,
  );
  process.exit(1);
}
const found: LoadResult = {
  requestsPerSecond: result.requests.total / result.duration,
  p99Ms: result.latency.p99,
  client: "autocannon",
};
process.stdout.write(JSON.stringify(found));
