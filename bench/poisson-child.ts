import { Agent, get } from "node:http";
import type { PoissonLoadOptions } from "./poisson-load.ts";
import { seededRandom } from "./seeded-random.ts";

// The parent wrote it, with JSON.stringify of these options.
const options = JSON.parse(process.argv[2] ?? "{}") as PoissonLoadOptions;
const warmUpMs = 1_000;

const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
const random = seededRandom(options.seed);
const dueMs = makeArrivals(options.requestsPerSecond, warmUpMs + options.seconds * 1_000);
const tookMs = await sendAll(dueMs);
process.stdout.write(JSON.stringify(tookMs));
agent.destroy();

/** The gaps of a Poisson process are exponential; a clock with equal gaps would never let two requests meet. */
function makeArrivals(perSecond: number, untilMs: number): number[] {
  const times: number[] = [];
  for (let at = 0; at < untilMs; times.push(at)) at -= (Math.log(1 - random()) / perSecond) * 1_000;
  return times;
}

/** Timers know whole milliseconds: what falls into one is sent together, which makes it no easier. */
async function sendAll(times: readonly number[]): Promise<number[]> {
  const answers: Promise<number>[] = [];
  const begin = performance.now();
  let skipped = 0;
  for (const [at, time] of times.entries()) {
    const waitMs = time - (performance.now() - begin);
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    if (time < warmUpMs) skipped++;
    answers.push(send(options.paths[at % options.paths.length] ?? "/"));
  }
  // A client that can't keep up would space the requests out, and so make it easier.
  const lateMs = performance.now() - begin - (times.at(-1) ?? 0);
  const all = await Promise.all(answers);
  if (lateMs > 500) throw new Error(`The last request was sent ${Math.round(lateMs)} ms late.`);
  return all.slice(skipped);
}

function send(path: string): Promise<number> {
  const { origin, headers, expectedStatus } = options;
  return new Promise((resolve, reject) => {
    const begin = performance.now();
    get(`${origin}${path}`, { agent, headers: { ...headers } }, (response) => {
      if (response.statusCode !== expectedStatus)
        reject(new Error(`An answer was ${response.statusCode}, not ${expectedStatus}.`));
      response.on("error", reject);
      response.on("end", () => resolve(performance.now() - begin));
      response.resume();
    }).on("error", reject);
  });
}
