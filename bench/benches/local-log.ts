import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openLogWriter } from "@waypost/kit/local-log/writer.ts";
import type { Bench } from "../bench.ts";
import { startChild } from "../child.ts";
import { load } from "../load.ts";
import { interleaved } from "../median.ts";

const bareFile = new URL("../bare-redirect.ts", import.meta.url).pathname;
const logFile = new URL("../local-log-redirect.ts", import.meta.url).pathname;

/** What it costs that the click is on disk before the 302: the log alone, without the product around it. */
export const localLog: Bench = {
  name: "local-log",
  summary: "302 after an append to the local log ÷ bare Fastify 302",
  better: "higher",
  bar: 0.8,
  aim: 1,
  run: async (say) => {
    const found = await interleaved(
      5,
      {
        bare: () => redirects(bareFile, []),
        os: () => redirects(logFile, ["os"]),
        interval: () => redirects(logFile, ["interval:100ms"]),
        always: () => redirects(logFile, ["always"]),
        appends: () => appends(64),
      },
      say,
    );
    return {
      ratio: found.os / found.bare,
      details: {
        "bare 302/s": found.bare,
        "302/s, sync os": found.os,
        "ratio, sync interval:100ms": found.interval / found.bare,
        "ratio, sync always": found.always / found.bare,
        "appends/s, 64 a turn, nothing else": found.appends,
      },
    };
  },
};

async function redirects(file: string, args: readonly string[]): Promise<number> {
  const server = await startChild(file, args);
  try {
    const how = { origin: server.ready, paths: ["/abc"], connections: 64, expectedStatus: 302 };
    await load({ ...how, seconds: 1 });
    return (await load({ ...how, seconds: 2 })).requestsPerSecond;
  } finally {
    await server.stop();
  }
}

async function appends(perTurn: number): Promise<number> {
  const directory = await mkdtemp(join(tmpdir(), "waypost-bench-"));
  const writer = openLogWriter({ directory, floorBytes: 0 });
  const click = Buffer.alloc(160, 7);
  const startedAt = performance.now();
  let done = 0;
  await new Promise<void>((settle) => {
    const turn = () => {
      if (performance.now() - startedAt > 1000) {
        settle();
        return;
      }
      let open = perTurn;
      const answered = () => {
        done++;
        if (--open === 0) setImmediate(turn);
      };
      for (let index = 0; index < perTurn; index++) writer.append(click, answered);
    };
    turn();
  });
  const perSecond = (done * 1000) / (performance.now() - startedAt);
  await writer.close();
  await rm(directory, { recursive: true });
  return perSecond;
}
