import { expect, test } from "vitest";
import { HttpClient } from "./http-client.ts";
import type { LoggedRequest } from "./parse-combined-log.ts";
import { type SendOptions, sendRequests } from "./send-requests.ts";
import { closedAddress, startTestServer } from "./test-server.ts";

function logged(method: string, more: Partial<LoggedRequest> = {}): LoggedRequest {
  return {
    address: "192.0.2.1",
    at: "01/Jan/2026:00:00:00 +0000",
    method,
    target: "/a",
    referrer: "",
    userAgent: "curl/8",
    ...more,
  };
}

async function send(base: URL, requests: readonly LoggedRequest[], options: Partial<SendOptions> = {}) {
  const http = new HttpClient(4, 2_000);
  try {
    return await sendRequests(http, requests, new Map([["/a", "code"]]), {
      base,
      run: "r",
      concurrency: 4,
      requestsPerSecond: null,
      patienceMs: 5_000,
      onProgress: () => undefined,
      ...options,
    });
  } finally {
    http.close();
  }
}

test("each request goes with its own method, as its visitor; only redirected GET and HEAD are to be counted", async () => {
  const server = await startTestServer((request, response) => {
    const allowed = request.method === "GET" || request.method === "HEAD";
    response.writeHead(allowed ? 302 : 405, { location: "https://example.com/" }).end();
  });
  const methods = ["GET", "HEAD", "POST", "OPTIONS", "DELETE"];
  const totals = await send(
    server.url,
    methods.map((method) => logged(method, { referrer: "https://r.example/" })),
    { concurrency: 1 },
  );
  expect(server.requests.map(({ method, url }) => `${method} ${url}`)).toEqual(
    methods.map((method) => `${method} /code`),
  );
  expect(server.requests[1]?.headers).toMatchObject({
    "x-forwarded-for": "192.0.2.1",
    "x-request-id": "replay-r-2",
    "user-agent": "curl/8",
    referer: "https://r.example/",
  });
  expect(totals).toEqual({
    sent: 5,
    redirected: 2,
    refused: new Map([[405, 3]]),
    unanswered: 0,
    retried: 0,
    refusedLate: 0,
    unsent: 0,
    countable: 2,
  });
});

test("what no header can carry is replaced, what was absent is not sent", async () => {
  const server = await startTestServer((_, response) => response.writeHead(302).end());
  const odd = { userAgent: "a\u0000b\nc\u2028d\u00e9", referrer: "\r\nx: y", address: "host\u0001.example" };
  await send(server.url, [logged("GET", odd)]);
  await send(server.url, [logged("GET", { userAgent: "" })], { run: null });
  expect(server.requests[0]?.headers).toMatchObject({
    "user-agent": "a?b?c?d\u00e9",
    referer: "??x: y",
    "x-forwarded-for": "host?.example",
  });
  const absent = Object.keys(server.requests[1]?.headers ?? {});
  for (const name of ["user-agent", "referer", "x-request-id"]) expect(absent).not.toContain(name);
});

test("an answer that is lost is asked for again under the same id", async () => {
  let left = 2;
  const server = await startTestServer((request, response) => {
    if (left-- > 0) request.socket.destroy();
    else response.writeHead(302).end();
  });
  const totals = await send(server.url, [logged("GET")]);
  expect(totals).toMatchObject({ sent: 1, redirected: 1, retried: 2, unanswered: 0 });
  expect(new Set(server.requests.map(({ headers }) => headers["x-request-id"]))).toEqual(
    new Set(["replay-r-1"]),
  );
});

test("a refusal after a lost answer is told apart: the lost one may have been counted", async () => {
  let first = true;
  const server = await startTestServer((request, response) => {
    if (first) request.socket.destroy();
    else response.writeHead(503).end();
    first = false;
  });
  const totals = await send(server.url, [logged("GET"), logged("GET")], { concurrency: 1 });
  expect(totals).toMatchObject({ refused: new Map([[503, 2]]), refusedLate: 1, countable: 0 });
});

test("when nobody is there the rest is not sent", async () => {
  const requests = Array.from({ length: 50 }, () => logged("GET"));
  const totals = await send(await closedAddress(), requests, { concurrency: 2, patienceMs: 100 });
  expect(totals).toMatchObject({ sent: 2, unanswered: 2, unsent: 48, countable: 0 });
});

test("interrupted, it finishes what is under way and sends nothing more", async () => {
  const interrupt = new AbortController();
  const server = await startTestServer((_, response) => {
    interrupt.abort();
    response.writeHead(302).end();
  });
  const requests = Array.from({ length: 9 }, () => logged("GET"));
  const totals = await send(server.url, requests, { concurrency: 1, signal: interrupt.signal });
  expect(totals).toMatchObject({ sent: 1, redirected: 1, unsent: 8 });
});

test("a proxy's method is answered like any other", async () => {
  const server = await startTestServer((_, response) => response.writeHead(302).end());
  const totals = await send(server.url, [logged("CONNECT")], { patienceMs: 0 });
  expect(totals.sent).toBe(1);
  expect(totals.countable).toBe(0);
});
