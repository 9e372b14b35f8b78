import { Api } from "./api.ts";
import { HttpClient } from "./http-client.ts";
import { ledgerDifference, readLedger, settledLedger } from "./ledger.ts";
import { makeLinks } from "./make-links.ts";
import type { ReplayOptions } from "./options.ts";
import { Progress } from "./progress.ts";
import { readLog } from "./read-log.ts";
import type { ReplayReport } from "./report.ts";
import { sendRequests } from "./send-requests.ts";
import { readTops } from "./tops.ts";

const settlePatienceMs = 60_000;

/**
 * Replays a log and reports what became of it. When `signal` fires nothing more is sent, and the report is of what was
 * sent until then. Throws one sentence when it can't be done.
 */
export async function replay(
  options: ReplayOptions,
  key: string,
  signal: AbortSignal,
): Promise<ReplayReport> {
  const { requests, unreadableLines } = await readLog(options.file);
  const http = new HttpClient(options.concurrency);
  try {
    const api = new Api(http, { base: options.url, key, patienceMs: options.patienceMs });
    await api.check();
    const before = await readLedger(api);
    const links = new Progress("links");
    const makers = Math.min(options.concurrency, 16);
    const codes = await makeLinks(api, requests, options.site, {
      concurrency: makers,
      signal,
      onProgress: (done, total) => links.update(done, total),
    });
    // Interrupted before all links were there: nothing was sent yet.
    const ready = requests.filter((request) => codes.has(request.target));
    const progress = new Progress("requests");
    const startedAt = new Date();
    const startedMs = performance.now();
    const totals = await sendRequests(http, ready, codes, {
      base: options.url,
      run: options.ids ? options.run : null,
      concurrency: options.concurrency,
      requestsPerSecond: options.requestsPerSecond,
      patienceMs: options.patienceMs,
      signal,
      onProgress: (done) => progress.update(done, ready.length),
    });
    totals.unsent += requests.length - ready.length;
    const seconds = (performance.now() - startedMs) / 1_000;
    const ledger = ledgerDifference(before, await settledLedger(api, new Date(), settlePatienceMs));
    const tops = await readTops(api, startedAt);
    return { totals, ids: options.ids, unreadableLines, links: codes.size, seconds, ledger, tops };
  } finally {
    http.close();
  }
}
