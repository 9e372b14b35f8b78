import type { HttpClient } from "./http-client.ts";
import type { LoggedRequest } from "./parse-combined-log.ts";
import { retryUnanswered } from "./retry.ts";

export interface SendOptions {
  readonly base: URL;
  /** Names the run in the ids of its requests; null: they carry none. */
  readonly run: string | null;
  readonly concurrency: number;
  readonly requestsPerSecond: number | null;
  readonly patienceMs: number;
  /** Sends nothing more and repeats nothing more. */
  readonly signal?: AbortSignal;
  readonly onProgress: (done: number) => void;
}

/** What became of the requests: sent = redirected + all of refused + unanswered. */
export interface SendTotals {
  sent: number;
  redirected: number;
  /** By status. */
  readonly refused: Map<number, number>;
  /** Given up after `patienceMs`. */
  unanswered: number;
  /** Attempts beyond the first, with the same request id. */
  retried: number;
  /** Of the refused: those that had been sent before without an answer, so that they may have been counted. */
  refusedLate: number;
  /** Not sent: the server had gone for good, or the replay was interrupted. */
  unsent: number;
  /** GET and HEAD that were redirected: what must be counted, each once. */
  countable: number;
}

/**
 * Sends every request to its link, `concurrency` at once, each with an id of its own that its retries keep. When a
 * request runs out of patience and no other was answered meanwhile, the rest is not sent: the server is away.
 */
export async function sendRequests(
  http: HttpClient,
  requests: readonly LoggedRequest[],
  codes: ReadonlyMap<string, string>,
  options: SendOptions,
): Promise<SendTotals> {
  const totals: SendTotals = {
    sent: 0,
    redirected: 0,
    refused: new Map(),
    unanswered: 0,
    retried: 0,
    refusedLate: 0,
    unsent: 0,
    countable: 0,
  };
  const startedAt = performance.now();
  const { signal } = options;
  let next = 0;
  let answeredAt = startedAt;
  let gone = false;

  async function worker(): Promise<void> {
    while (next < requests.length && !gone && signal?.aborted !== true) {
      const index = next++;
      const request = requests[index];
      const code = request && codes.get(request.target);
      if (request === undefined || code === undefined) throw new Error(`Request ${index + 1} has no link.`);
      await paced(index, startedAt, options.requestsPerSecond);
      await sendOne(request, code, options.run === null ? null : `replay-${options.run}-${index + 1}`);
      options.onProgress(totals.sent);
    }
  }

  async function sendOne(request: LoggedRequest, code: string, requestId: string | null): Promise<void> {
    totals.sent += 1;
    const send = {
      method: request.method,
      url: new URL(`/${code}`, options.base),
      headers: visitorHeaders(request, requestId),
    };
    const sentAt = performance.now();
    let repeated = false;
    const onRetry = () => {
      repeated = true;
      totals.retried += 1;
    };
    try {
      const answer = await retryUnanswered(() => http.send(send), {
        patienceMs: options.patienceMs,
        ...(signal === undefined ? {} : { signal }),
        onRetry,
      });
      answeredAt = performance.now();
      if (answer.status === 302) {
        totals.redirected += 1;
        if (request.method === "GET" || request.method === "HEAD") totals.countable += 1;
        return;
      }
      totals.refused.set(answer.status, (totals.refused.get(answer.status) ?? 0) + 1);
      if (repeated) totals.refusedLate += 1;
    } catch {
      totals.unanswered += 1;
      gone ||= answeredAt < sentAt;
    }
  }

  await Promise.all(Array.from({ length: options.concurrency }, worker));
  totals.unsent = requests.length - totals.sent;
  return totals;
}

function visitorHeaders(request: LoggedRequest, requestId: string | null): Record<string, string> {
  return {
    "x-forwarded-for": headerText(request.address),
    ...(requestId === null ? {} : { "x-request-id": requestId }),
    ...(request.userAgent === "" ? {} : { "user-agent": headerText(request.userAgent) }),
    ...(request.referrer === "" ? {} : { referer: headerText(request.referrer) }),
  };
}

// A log may hold what no header can carry; Node refuses to send it.
function headerText(text: string): string {
  return text.replace(/[^\t\x20-\x7e\x80-\xff]/g, "?");
}

async function paced(index: number, startedAt: number, requestsPerSecond: number | null): Promise<void> {
  if (requestsPerSecond === null) return;
  const waitMs = startedAt + (index * 1_000) / requestsPerSecond - performance.now();
  if (waitMs > 1) await new Promise((resolve) => setTimeout(resolve, waitMs));
}
