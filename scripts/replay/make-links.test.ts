import { expect, test } from "vitest";
import { Api } from "./api.ts";
import { HttpClient } from "./http-client.ts";
import { destinationOf, makeLinks } from "./make-links.ts";
import type { LoggedRequest } from "./parse-combined-log.ts";
import { startTestServer } from "./test-server.ts";

const site = new URL("https://www.example.com/ignored?path");

function requestsFor(...targets: readonly string[]): LoggedRequest[] {
  const visitor = { address: "192.0.2.1", at: "", method: "GET", referrer: "", userAgent: "" };
  return targets.map((target) => ({ ...visitor, target }));
}

/** A server that makes a link of each call, its code the number of the call; what it was asked for, by key. */
async function linkMaker() {
  const urls = new Map<string, string>();
  let calls = 0;
  const server = await startTestServer((request, response) => {
    calls += 1;
    const code = `code-${calls}`;
    let body = "";
    request.setEncoding("utf8").on("data", (text: string) => {
      body += text;
    });
    request.on("end", () => {
      urls.set(String(request.headers["idempotency-key"]), JSON.parse(body).url);
      response.writeHead(201).end(JSON.stringify({ code }));
    });
  });
  const http = new HttpClient(4);
  const api = new Api(http, { base: server.url, key: "wp_x", patienceMs: 10_000 });
  return { api, urls, calls: () => calls };
}

const options = { concurrency: 3, signal: new AbortController().signal, onProgress: () => undefined };

test("there is one link for each distinct path, and every request finds its own", async () => {
  const { api, urls } = await linkMaker();
  const progress: [number, number][] = [];
  const codes = await makeLinks(api, requestsFor("/a", "/b?x=1", "/a", "/b?x=2"), site, {
    ...options,
    onProgress: (done, total) => progress.push([done, total]),
  });
  expect([...codes.keys()].sort()).toEqual(["/a", "/b?x=1", "/b?x=2"]);
  expect(new Set(codes.values()).size).toBe(3);
  expect([...urls.values()].sort()).toEqual(
    ["/a", "/b?x=1", "/b?x=2"].map((target) => `https://www.example.com${target}`),
  );
  expect(progress).toEqual([1, 2, 3].map((done) => [done, 3]));
});

test("a repetition asks with the same keys, another site with others", async () => {
  const { api, urls } = await linkMaker();
  await makeLinks(api, requestsFor("/a", "/b"), site, options);
  const keys = [...urls.keys()].sort();
  await makeLinks(api, requestsFor("/b", "/a"), site, options);
  expect([...urls.keys()].sort()).toEqual(keys);
  expect(keys.every((key) => /^replay-[0-9a-f]{64}$/.test(key))).toBe(true);
  await makeLinks(api, requestsFor("/a"), new URL("https://other.example"), options);
  expect(urls.size).toBe(3);
});

test("when it is interrupted no further link is made", async () => {
  const { api, calls } = await linkMaker();
  const interrupted = new AbortController();
  const codes = await makeLinks(api, requestsFor("/a", "/b", "/c"), site, {
    concurrency: 1,
    signal: interrupted.signal,
    onProgress: () => interrupted.abort(),
  });
  expect([[...codes.keys()], calls()]).toEqual([["/a"], 1]);
});

test.each([
  ["/a/b?c=d%20e", "/a/b?c=d%20e"],
  ["*", "/*"],
  ["http://elsewhere.example/a", "/http://elsewhere.example/a"],
  ["/a b", "/a%20b"],
  ["/a\\b", "/a%5Cb"],
  ["/caf\u00e9", "/caf%C3%A9"],
])("the target %j leads to a page of the site", (target, path) => {
  const destination = destinationOf(target, site);
  expect(destination).toBe(`https://www.example.com${path}`);
  expect(new URL(destination).host).toBe("www.example.com");
});
