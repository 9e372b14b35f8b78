import type { BenchResult } from "./bench.ts";
import { processorSeconds, startChild } from "./child.ts";
import { makePaths, requireBalance } from "./links.ts";
import { load } from "./load.ts";
import { interleaved, median } from "./median.ts";
import type { Product } from "./product.ts";

const bareFile = new URL("./bare-redirect.ts", import.meta.url).pathname;

const seconds = 3;

/** What is measured. */
export interface RedirectDesk {
  /** Where links are made and the books are read. */
  readonly product: Product;
  /** Where visitors come, and the process that answers them. */
  readonly url: string;
  readonly pid: number;
}

/**
 * Rate of redirects of the product ÷ rate of constant 302s of a bare Fastify. Every redirect is a click on disk, and
 * the consumer stores them meanwhile. The product is started and stopped by the caller.
 */
export async function measureRedirects(
  { product, url, pid }: RedirectDesk,
  say: (text: string) => void,
): Promise<BenchResult> {
  const bare = await startChild(bareFile, []);
  try {
    const paths = await makePaths(product, 100);
    const spent = { bare: new Spending(bare.pid), product: new Spending(pid) };
    const measure = (name: keyof typeof spent, origin: string) => async (): Promise<number> => {
      spent[name].begin();
      const found = await load({ origin, paths, connections: 64, seconds, expectedStatus: 302 });
      spent[name].end(found.requestsPerSecond * seconds);
      return found.requestsPerSecond;
    };
    // Not counted: code that was never run is slow.
    await load({ origin: url, paths, connections: 64, seconds: 2, expectedStatus: 302 });
    await load({ origin: bare.ready, paths, connections: 64, seconds: 1, expectedStatus: 302 });
    const rates = await interleaved(
      5,
      { bare: measure("bare", bare.ready), product: measure("product", url) },
      say,
    );
    say("waiting until every click is stored");
    const stored = await requireBalance(product, 300_000);
    return {
      ratio: rates.product / rates.bare,
      details: {
        "redirects/s": rates.product,
        "bare Fastify, 302s/s": rates.bare,
        "processor µs per redirect": spent.product.microseconds,
        "processor µs per bare 302": spent.bare.microseconds,
        "ratio of processor times": spent.bare.microseconds / spent.product.microseconds,
        "clicks stored": stored,
      },
    };
  } finally {
    await bare.stop();
  }
}

/** Processor time of a server per request; says more than a rate where others use the machine too. */
class Spending {
  readonly #pid: number;
  readonly #perRequest: number[] = [];
  #begunAt = 0;

  constructor(pid: number) {
    this.#pid = pid;
  }

  begin(): void {
    this.#begunAt = processorSeconds(this.#pid) ?? Number.NaN;
  }

  end(requests: number): void {
    const spent = (processorSeconds(this.#pid) ?? Number.NaN) - this.#begunAt;
    this.#perRequest.push((spent * 1e6) / requests);
  }

  get microseconds(): number {
    return median(this.#perRequest);
  }
}
