import type { IncomingMessage } from "node:http";
import { expect, test } from "vitest";
import { startTestServer } from "../replay/test-server.ts";
import { StackApi } from "./stack-api.ts";

interface Told {
  readonly status?: number;
  readonly body: unknown;
}

/** A stack whose processes, or whose gateway, answer these one after the other, the last for ever. */
async function stackOf(answers: readonly Told[], behindGateway = false) {
  let at = 0;
  const bodies: string[] = [];
  const server = await startTestServer((request, response) => {
    const { status = 200, body } = answers[Math.min(at++, answers.length - 1)] ?? { body: {} };
    let text = "";
    request.setEncoding("utf8").on("data", (part: string) => {
      text += part;
    });
    request.on("end", () => {
      bodies.push(text);
      response.writeHead(status).end(JSON.stringify(body));
    });
  });
  const { origin } = server.url;
  const nowhere = "http://127.0.0.1:1";
  const processes = ["links-1", "analytics-1"].map((name): [string, string] => [
    name,
    behindGateway ? nowhere : origin,
  ]);
  const api = new StackApi({
    url: behindGateway ? origin : nowhere,
    urls: new Map(processes),
    gateway: behindGateway ? { url: origin, pid: 0, close: async () => undefined } : null,
    apiKey: "wp_x",
  });
  return { api, bodies, requests: server.requests };
}

const lineOf = ({ method, url }: IncomingMessage) => `${method} ${url}`;

test("a link is asked for until it is made, always under the same key", async () => {
  const refusals = [503, 500, 404].map((status) => ({ status, body: {} }));
  const { api, bodies, requests } = await stackOf([
    ...refusals,
    { status: 201, body: { id: "1", code: "a", url: "x" } },
  ]);
  expect(await api.makeLink("https://example.com/", "key-1")).toEqual({ id: "1", code: "a" });
  expect(requests.map(lineOf)).toEqual(Array.from({ length: 4 }, () => "POST /api/v1/links"));
  expect(new Set(requests.map(({ headers }) => headers["idempotency-key"]))).toEqual(new Set(["key-1"]));
  expect(new Set(bodies)).toEqual(new Set(['{"url":"https://example.com/"}']));
  expect(requests[0]?.headers.authorization).toBe("Bearer wp_x");
});

test("an edit is made until it is acknowledged", async () => {
  const { api, bodies, requests } = await stackOf([{ status: 503, body: {} }, { body: {} }]);
  await api.editLink({ id: "7", code: "a" }, "https://example.com/b");
  expect(requests.map(lineOf)).toEqual(["PATCH /api/v1/links/7", "PATCH /api/v1/links/7"]);
  expect(bodies[1]).toBe('{"url":"https://example.com/b"}');
});

test("what is looked at is asked for once, and a refusal is told", async () => {
  const { api, requests } = await stackOf([{ status: 503, body: { title: "not now" } }]);
  await expect(api.ledger()).rejects.toThrow('GET /api/v1/ledger: 503 {"title":"not now"}');
  await expect(api.total()).rejects.toThrow(/^GET \/api\/v1\/stats\?.*: 503/);
  expect(requests).toHaveLength(2);
});

test("totals are of some days before and after now: clocks are set wrong", async () => {
  const { api, requests } = await stackOf([{ body: { total: 5 } }]);
  expect([await api.total(), await api.totalOf({ id: "7", code: "a" })]).toEqual([5, 5]);
  for (const { url } of requests) {
    const { searchParams } = new URL(url ?? "", "http://x");
    const [from = 0, to = 0] = ["from", "to"].map((name) => Date.parse(searchParams.get(name) ?? ""));
    expect([from < Date.now() - 3 * 86_400_000, to > Date.now() + 3 * 86_400_000]).toEqual([true, true]);
  }
  expect(requests.map(({ url }) => url?.split("?")[0])).toEqual(["/api/v1/stats", "/api/v1/links/7/stats"]);
});

test("where there is a gateway everything goes there", async () => {
  const { api, requests } = await stackOf([{ body: { stored: 3 } }], true);
  expect(await api.ledger()).toEqual({ stored: 3 });
  expect(requests.map(lineOf)).toEqual(["GET /api/v1/ledger"]);
});
