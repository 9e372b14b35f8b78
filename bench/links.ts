import type { Product } from "./product.ts";

/** Makes `count` links over REST and gives their paths, such as `/abcdefgh`. */
export async function makePaths(product: Product, count: number): Promise<string[]> {
  const paths: string[] = [];
  for (let at = 0; at < count; at++) {
    // The contract promises a code; the product's own tests hold it to that.
    const link = (await product.call("POST", "/api/v1/links", { url: `https://example.com/page/${at}` })) as {
      code: string;
    };
    paths.push(`/${link.code}`);
  }
  return paths;
}

/**
 * Waits until every click that was answered before this call is stored, and gives their number. Fails the bench when
 * the product's own books don't balance by then.
 */
export async function requireBalance(product: Product, patienceMs = 60_000): Promise<number> {
  const endedAt = Date.now();
  const giveUpAt = performance.now() + patienceMs;
  for (;;) {
    // The contract promises these fields.
    const ledger = (await product.call("GET", "/api/v1/ledger")) as {
      asOf: string;
      balanced: boolean;
      inFlight: number;
      lost: number;
      stored: number;
    };
    if (ledger.balanced && ledger.inFlight === 0 && Date.parse(ledger.asOf) > endedAt) {
      if (ledger.lost > 0) throw new Error(`Clicks were lost: ${JSON.stringify(ledger)}`);
      return ledger.stored;
    }
    if (performance.now() > giveUpAt)
      throw new Error(`The ledger does not settle: ${JSON.stringify(ledger)}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
