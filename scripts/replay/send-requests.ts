import { retryUnanswered } from "./api.ts";
import type { HttpClient } from "./http-client.ts";
import type { LoggedRequest } from "./parse-combined-log.ts";

export interface SendOptions {
  readonly base: URL;
  readonly run: string;
  readonly concurrency: number;
  readonly requestsPerSecond: number | null;
  readonly patienceMs: number;
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
  /** GET and HEAD that were redirected: what must be counted, each once. */
  countable: number;
}

/** Sends every request to its link, `concurrency` at once, each with an id of its own that its retries keep. */
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
    countable: 0,
  };
  const startedAt = performance.now();
  let next = 0;

  async function worker(): Promise<void> {
    while (next < requests.length) {
      const index = next++;
      const request = requests[index];
      const code = request && codes.get(request.target);
      if (request === undefined || code === undefined) throw new Error(`Request ${index + 1} has no link.`);
      await paced(index, startedAt, options.requestsPerSecond);
      await sendOne(request, code, `replay-${options.run}-${index + 1}`);
      options.onProgress(totals.sent);
    }
  }

  async function sendOne(request: LoggedRequest, code: string, requestId: string): Promise<void> {
    totals.sent += 1;
    const send = {
      method: request.method,
      url: new URL(`/${code}`, options.base),
      headers: visitorHeaders(request, requestId),
    };
    try {
      const answer = await retryUnanswered(
        () => http.send(send),
        options.patienceMs,
        () => {
          totals.retried += 1;
        },
      );
      if (answer.status === 302) {
        totals.redirected += 1;
        if (request.method === "GET" || request.method === "HEAD") totals.countable += 1;
      } else totals.refused.set(answer.status, (totals.refused.get(answer.status) ?? 0) + 1);
    } catch {
      totals.unanswered += 1;
    }
  }

  await Promise.all(Array.from({ length: options.concurrency }, worker));
  return totals;
}

function visitorHeaders(request: LoggedRequest, requestId: string): Record<string, string> {
  return {
    "x-forwarded-for": request.address,
    "x-request-id": requestId,
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
