import { randomBytes } from "node:crypto";
import { findFreePort } from "@waypost/kit/db/free-port.ts";
import type { Bench } from "../bench.ts";
import { type Child, startChild } from "../child.ts";
import { load } from "../load.ts";
import { interleaved } from "../median.ts";
import { poissonLoad } from "../poisson-load.ts";
import { makeDataFolder, type Product, removeDataFolder, startProduct } from "../product.ts";

const linksFile = new URL("../../services/links/main.ts", import.meta.url).pathname;
const otherFile = new URL("../rpc/links-with-other-counts.ts", import.meta.url).pathname;
const bareFile = new URL("../rpc/bare-counts.ts", import.meta.url).pathname;
const linkCount = 100;

/**
 * What it costs that the counts of a link live in another process: a call over HTTP/2, and a statement there. In the same
 * rounds, what the statement costs without that call, in the product as one process; and what a call costs that
 * does nothing, by Connect alone, to a server that answers constants.
 */
export const rpc: Bench = {
  name: "rpc",
  summary:
    "p99 of a link with its counts, asked of another process ÷ p99 of the same link with constant counts",
  better: "lower",
  bar: 2,
  aim: 1.3,
  async run(say) {
    const folder = await makeDataFolder();
    const secret = randomBytes(32).toString("hex");
    const rpcPort = String(await findFreePort());
    const product = await startProduct({
      environment: { WAYPOST_RPC_PORT: rpcPort, WAYPOST_SERVICE_SECRET: secret },
    });
    const children: Child[] = [];
    try {
      const paths = await makeDetailPaths(product);
      const headers = { authorization: product.authorization };
      const bare = await startChild(bareFile, []);
      children.push(bare);
      const startLinks = async (name: string, file: string, ...args: readonly string[]) => {
        const child = await startChild(file, args, {
          WAYPOST_ROLES: "http",
          WAYPOST_DATA: `${folder}/${name}`,
          WAYPOST_DATABASE_URL: await product.ownerUrl(),
          WAYPOST_SERVICE_SECRET: secret,
          WAYPOST_IDENTITY_URL: `http://127.0.0.1:${rpcPort}`,
          WAYPOST_ANALYTICS_URL: `http://127.0.0.1:${rpcPort}`,
          WAYPOST_PORT: "0",
          WAYPOST_ADMIN_PORT: "0",
          WAYPOST_LOG_LEVEL: "error",
        });
        children.push(child);
        return urlOf(child);
      };
      const asked = await startLinks("asked", linksFile);
      const constant = await startLinks("constant", otherFile);
      const bareCall = await startLinks("bare", otherFile, urlOf(bare));
      const full = { paths, headers, expectedStatus: 200 };
      // Long enough for the code of all processes to be compiled; users meet processes that have run for days.
      const warm = (origin: string) => load({ ...full, origin, connections: 16, seconds: 10 });
      await warm(constant);
      await warm(bareCall);
      await warm(product.url);
      const peak = (await warm(asked)).requestsPerSecond;
      // A third of what the slower one bears: requests meet now and then, but don't pile up.
      const requestsPerSecond = Math.max(64, Math.floor(peak / 3));
      const measure = (origin: string) => {
        let seed = 0;
        return () => poissonLoad({ ...full, origin, requestsPerSecond, seconds: 8, seed: ++seed });
      };
      const p99 = await interleaved(
        9,
        {
          asked: measure(asked),
          constant: measure(constant),
          together: measure(product.url),
          bare: measure(bareCall),
        },
        say,
      );
      return {
        ratio: p99.asked / p99.constant,
        details: {
          "p99 with counts, ms": p99.asked,
          "p99 with constant counts, ms": p99.constant,
          "p99 with counts of the same process, ms": p99.together,
          "p99 with constant counts by a bare call, ms": p99.bare,
          "ratio of the bare call": p99.bare / p99.constant,
          "requests/s": requestsPerSecond,
        },
      };
    } finally {
      await Promise.all(children.map((child) => child.stop()));
      await product.stop();
      await removeDataFolder(folder);
    }
  },
};

/** What each of the children says when it is ready; promised by kit's `runService`, and by bare-counts.ts. */
function urlOf({ ready }: Child): string {
  const { url }: { url: string } = JSON.parse(ready);
  return url;
}

async function makeDetailPaths(product: Product): Promise<string[]> {
  const paths: string[] = [];
  for (let at = 0; at < linkCount; at++) {
    // The contract promises an id; the product's own tests hold it to that.
    const link = (await product.call("POST", "/api/v1/links", { url: `https://example.com/page/${at}` })) as {
      id: string;
    };
    paths.push(`/api/v1/links/${link.id}`);
  }
  return paths;
}
