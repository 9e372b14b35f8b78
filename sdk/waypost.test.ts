import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createWaypost, TimeoutError, WaypostProblem } from "./index.ts";

type Respond = (request: IncomingMessage, response: ServerResponse) => void;

let server: Server;
let requests: IncomingMessage[];
let script: Respond[];
let url: string;

beforeEach(async () => {
  requests = [];
  script = [];
  server = createServer((request, response) => {
    requests.push(request);
    request.resume().on("end", () => script.shift()?.(request, response));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A listening TCP server has an address of this shape.
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

function answer(status: number, body: unknown, headers: Record<string, string> = {}): Respond {
  return (_, response) => {
    const type = status < 400 ? "application/json" : "application/problem+json";
    response.writeHead(status, { "content-type": type, ...headers }).end(JSON.stringify(body));
  };
}

const problem = { type: "/problems/alias-taken", title: "The alias is taken", status: 409, requestId: "r1" };

test("repeats a creation under one idempotency key", async () => {
  script = [answer(503, {}, { "retry-after": "0" }), answer(201, { id: "1" })];
  const waypost = createWaypost({ url, key: "wp_test" });
  await waypost.createLink({ body: { url: "https://example.com" } });
  const keys = requests.map(({ headers }) => headers["idempotency-key"]);
  expect(keys).toHaveLength(2);
  expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
  expect(keys[1]).toBe(keys[0]);
});

test("keeps the caller's idempotency key", async () => {
  script = [answer(201, {})];
  await createWaypost({ url, key: "wp_test" }).createLink({
    body: { url: "https://example.com" },
    headers: { "Idempotency-Key": "mine" },
  });
  expect(requests[0]?.headers["idempotency-key"]).toBe("mine");
});

test("never repeats what may not be repeated", async () => {
  script = [answer(503, {}, { "retry-after": "0" }), answer(201, {})];
  const making = createWaypost({ url, key: "wp_test" }).createKey({
    body: { name: "a", scopes: ["links:read"] },
  });
  await expect(making).rejects.toMatchObject({ status: 503, slug: "unknown" });
  expect(requests).toHaveLength(1);
});

test("waits as long as Retry-After says, and not at all when that is too long", async () => {
  script = [answer(429, problem, { "retry-after": "3600" })];
  await expect(createWaypost({ url, key: "wp_test" }).getLedger()).rejects.toBeInstanceOf(WaypostProblem);
  expect(requests).toHaveLength(1);
});

test("throws a problem with its slug, fields and request id", async () => {
  const fields = [{ pointer: "/body/alias", detail: "is taken" }];
  script = [answer(409, { ...problem, errors: fields })];
  const making = createWaypost({ url, key: "wp_test" }).createLink({ body: { url: "https://example.com" } });
  await expect(making).rejects.toMatchObject({ status: 409, slug: "alias-taken", fields, requestId: "r1" });
});

test("ends an attempt that takes too long", async () => {
  script = [() => undefined];
  const waypost = createWaypost({ url, key: "wp_test", timeoutMs: 20, retries: 0 });
  await expect(waypost.getLedger()).rejects.toBeInstanceOf(TimeoutError);
});

test("walks all pages", async () => {
  script = [
    answer(200, { items: [{ id: "1" }], nextCursor: "c" }),
    answer(200, { items: [{ id: "2" }], nextCursor: null }),
  ];
  const ids: string[] = [];
  for await (const link of createWaypost({ url, key: "wp_test" }).listLinks.items({ query: { limit: 1 } })) {
    ids.push(link.id);
  }
  expect(ids).toEqual(["1", "2"]);
  expect(requests[1]?.url).toBe("/api/v1/links?limit=1&cursor=c");
});

test("sends the key and gives response headers on demand", async () => {
  script = [answer(200, { id: "1" }, { etag: '"3"' })];
  const waypost = createWaypost({ url: `${url}/`, key: () => "wp_later" });
  const { headers } = await waypost.getLink({ path: { id: "1" } }, { envelope: true });
  expect(headers.etag).toBe('"3"');
  expect(requests[0]?.headers.authorization).toBe("Bearer wp_later");
});

test("holds callers to the contract", () => {
  const waypost = createWaypost({ url, key: "wp_test" });
  const never = (): unknown => [
    // @ts-expect-error the contract has no such field
    waypost.createLink({ body: { url: "https://example.com", color: "red" } }),
    // @ts-expect-error a link needs a destination
    waypost.createLink({ body: {} }),
    // @ts-expect-error not a list
    waypost.getLink.items({ path: { id: "1" } }),
  ];
  expect(never).toBeTypeOf("function");
});
