import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Api } from "./api.ts";
import { HttpClient } from "./http-client.ts";
import { ledgerDifference, readLedger, settledLedger } from "./ledger.ts";
import { makeLinks } from "./make-links.ts";
import { help, parseOptions, type ReplayOptions } from "./options.ts";
import { type LoggedRequest, parseCombinedLine } from "./parse-combined-log.ts";
import { Progress } from "./progress.ts";
import { formatReport, isExact, type ReplayReport, reportJson } from "./report.ts";
import { sendRequests } from "./send-requests.ts";
import { readTops } from "./tops.ts";

const settlePatienceMs = 60_000;

async function main(): Promise<number> {
  const options = parseOptions(process.argv.slice(2));
  if (options === "help") {
    process.stdout.write(`${help}\n`);
    return 0;
  }
  const { requests, unreadableLines } = await readLog(options.file);
  const http = new HttpClient(options.concurrency);
  try {
    const report = await replay(http, options, requests, unreadableLines);
    process.stdout.write(options.json ? `${reportJson(report)}\n` : formatReport(report));
    return isExact(report) ? 0 : 1;
  } finally {
    http.close();
  }
}

async function replay(
  http: HttpClient,
  options: ReplayOptions,
  requests: readonly LoggedRequest[],
  unreadableLines: number,
): Promise<ReplayReport> {
  const api = new Api(http, options.url, options.key ?? (await readKey()), options.patienceMs);
  const before = await readLedger(api);
  let links: Progress | undefined;
  const codes = await makeLinks(
    api,
    requests,
    options.site,
    Math.min(options.concurrency, 16),
    (done, total) => {
      links ??= new Progress("links", total);
      links.update(done);
    },
  );
  const progress = new Progress("requests", requests.length);
  const startedAt = new Date();
  const startedMs = performance.now();
  const totals = await sendRequests(http, requests, codes, {
    base: options.url,
    run: options.run,
    concurrency: options.concurrency,
    requestsPerSecond: options.requestsPerSecond,
    patienceMs: options.patienceMs,
    onProgress: (done) => progress.update(done),
  });
  const seconds = (performance.now() - startedMs) / 1_000;
  const ledger = ledgerDifference(before, await settledLedger(api, new Date(), settlePatienceMs));
  return {
    totals,
    unreadableLines,
    links: codes.size,
    seconds,
    ledger,
    tops: await readTops(api, startedAt),
  };
}

async function readLog(file: string): Promise<{ requests: LoggedRequest[]; unreadableLines: number }> {
  let text: string;
  try {
    text = await readFile(file, "latin1");
  } catch (cause) {
    throw new Error(`${file} can't be read: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const requests = lines.map(parseCombinedLine).filter((request) => request !== null);
  if (requests.length === 0) throw new Error(`${file} holds no request in combined format.`);
  return { requests, unreadableLines: lines.length - requests.length };
}

async function readKey(): Promise<string> {
  const file = join(process.env.WAYPOST_DATA ?? ".waypost", "admin-key");
  try {
    return (await readFile(file, "utf8")).trim();
  } catch {
    throw new Error(`There is no key in ${file}. Start Waypost first (npm start), or pass --key.`);
  }
}

try {
  process.exitCode = await main();
} catch (cause) {
  process.stderr.write(`${cause instanceof Error ? cause.message : String(cause)}\n`);
  process.exitCode = 1;
}
