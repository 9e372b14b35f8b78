import { connect, type Socket } from "node:net";
import { MemoryIdempotencyStore } from "@waypost/testing/memory-idempotency.ts";
import { fixtureKeys, fixtureTable, recordingLog } from "@waypost/testing/rest-fixture.ts";
import type { FastifyInstance } from "fastify";
import { afterEach, describe, expect, it, vi } from "vitest";
import { Fault } from "../errors/fault.ts";
import { createHttpApp, type HttpAppOptions } from "./create-http-app.ts";
import { mountOperations } from "./mount-operations.ts";

const apps: FastifyInstance[] = [];
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await Promise.all(apps.splice(0).map((app) => app.close()));
});

const headers = { authorization: "Bearer wp_full", "content-type": "application/json" };

async function open(options: Partial<HttpAppOptions> = {}) {
  const { log, lines } = recordingLog();
  const app = createHttpApp({ log, ...options });
  apps.push(app);
  const signals: AbortSignal[] = [];
  mountOperations(app, {
    table: fixtureTable,
    context: {},
    verifyKey: (token) => fixtureKeys[token] ?? null,
    idempotencyStore: new MemoryIdempotencyStore(),
    operations: {
      createThing: async () => ({ status: 201, headers: { location: "/things/1" }, body: {} }),
      listThings: async () => ({ status: 200, body: [] }),
      getThing: (_ctx, call) => {
        signals.push(call.signal);
        return new Promise(() => undefined);
      },
      deleteThing: async () => ({ status: 204 }),
    },
  });
  app.get("/:code", () => "page");
  app.get("/broken", () => {
    throw new Error("hunter2");
  });
  const url = await app.listen({ port: 0, host: "127.0.0.1" });
  return { app, url, lines, signals };
}

/** Sends bytes as they are and gives back what arrives until the server closes. */
async function raw(url: string, ...parts: readonly (string | Buffer)[]): Promise<string> {
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  sockets.push(socket);
  let received = "";
  socket.setEncoding("utf8").on("data", (chunk) => {
    received += chunk;
  });
  // A server that refuses before everything was read resets the connection.
  socket.on("error", () => undefined);
  const closed = new Promise((resolve) => socket.once("close", resolve));
  for (const part of parts) socket.write(part);
  await closed;
  return received;
}

async function problem(reply: Response) {
  expect(reply.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
  const body = (await reply.json()) as { status: number; type: string; errors?: unknown; requestId: string };
  expect(body.status).toBe(reply.status);
  expect(body.requestId).toBe(reply.headers.get("x-request-id"));
  return body;
}

describe("bodies", () => {
  it.each<[string, string | Uint8Array, string, number]>([
    ["broken JSON", "{", "application/json", 400],
    ["invalid UTF-8", new Uint8Array([34, 255, 34]), "application/json", 400],
    ["NUL", '{"name":"\\u0000"}', "application/json", 400],
    ["half a surrogate pair", '{"name":"\\ud800"}', "application/json", 400],
    ["half a pair in a name", '{"\\udc00":1}', "application/json", 400],
    ["__proto__", '{"__proto__":{"admin":true}}', "application/json", 400],
    ["constructor.prototype", '{"constructor":{"prototype":{}}}', "application/json", 400],
    ["deep nesting", `${"[".repeat(200_000)}${"]".repeat(200_000)}`, "application/json", 400],
    [
      "deep nesting around NUL",
      `${"[".repeat(200_000)}"\\u0000"${"]".repeat(200_000)}`,
      "application/json",
      400,
    ],
    ["another media type", "name=a", "application/x-www-form-urlencoded", 415],
    ["no media type", "{}", "", 415],
    ["too many bytes", `"${"x".repeat(1_048_576)}"`, "application/json", 413],
  ])("refuses %s", async (_, body, contentType, status) => {
    const { url } = await open();
    const reply = await fetch(`${url}/things`, {
      method: "POST",
      headers: { ...headers, "content-type": contentType },
      body: typeof body === "string" ? Buffer.from(body) : body,
    });
    expect((await problem(reply)).status).toBe(status);
  });

  it("takes escapes that only look like NUL, and whole surrogate pairs", async () => {
    const { url } = await open();
    const body = '{"name":"\\\\u0000 \\ud83d\\ude00"}';
    expect((await fetch(`${url}/things`, { method: "POST", headers, body })).status).toBe(201);
  });

  it("counts bytes while they arrive, whatever the header says", async () => {
    const { url } = await open({ bodyLimit: 1000 });
    const head = `POST /things HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer wp_full\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`;
    const chunk = `1f4\r\n${"x".repeat(500)}\r\n`;
    expect(await raw(url, head, chunk, chunk, chunk)).toMatch(/^HTTP\/1.1 413 /);
  });
});

describe("paths", () => {
  it.each([
    ["GET", "/no/such/path", 404, null],
    ["POST", "/things/abc", 405, "DELETE, GET, HEAD"],
    ["PUT", "/things", 405, "GET, HEAD, POST"],
    ["POST", "/some-code", 405, "GET"],
    ["OPTIONS", "/things", 405, "GET, HEAD, POST"],
    ["GET", "/%ff", 400, null],
    ["GET", `/${"x".repeat(8192)}`, 414, null],
  ])("answers %s %s with %i", async (method, path, status, allow) => {
    const { url } = await open();
    const reply = await fetch(url + path, { method });
    expect((await problem(reply)).status).toBe(status);
    expect(reply.headers.get("allow")).toBe(allow);
  });

  it("answers 404 without reading the body", async () => {
    const { url } = await open();
    const reply = await fetch(`${url}/no/such`, { method: "POST", headers, body: "{" });
    expect(reply.status).toBe(404);
  });

  it("tells hand-written routes' errors as opaque problems and logs them", async () => {
    const { url, lines } = await open();
    const reply = await fetch(`${url}/broken`);
    expect(JSON.stringify(await problem(reply))).not.toContain("hunter2");
    expect(lines.find(({ level }) => level === 50)).toMatchObject({ err: { message: "hunter2" } });
  });
});

describe("what is no request", () => {
  it.each([
    ["too large headers", `GET /things HTTP/1.1\r\nHost: a\r\nX-A: ${"a".repeat(40_000)}\r\n\r\n`, 431],
    ["a far too long URL", `GET /${"a".repeat(40_000)} HTTP/1.1\r\nHost: a\r\n\r\n`, 414],
    ["garbage", "hello\r\n\r\n", 400],
    [
      "two lengths",
      "POST /things HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx",
      400,
    ],
    [
      "a length and chunks",
      "POST /things HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      400,
    ],
  ])("answers %s with a problem and closes", async (_, bytes, status) => {
    const { url } = await open();
    const received = await raw(url, bytes);
    expect(received).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(JSON.parse(received.slice(received.indexOf("\r\n\r\n")))).toMatchObject({ status });
  });

  it("does not wait for senders that never finish", async () => {
    const { url } = await open({ requestTimeoutMs: 50 });
    expect(await raw(url, "GET /things HTTP/1.1\r\nHost: a\r\n")).toMatch(/^HTTP\/1.1 408 /);
  });

  it("refuses connections beyond the limit", async () => {
    const { url } = await open({ maxConnections: 1 });
    const first = connect(Number(new URL(url).port), "127.0.0.1");
    sockets.push(first);
    await new Promise((resolve) => first.once("connect", resolve));
    await expect(raw(url, "GET /code HTTP/1.1\r\nHost: a\r\n\r\n")).resolves.toBe("");
  });
});

describe("callers", () => {
  it("fires the signal when the caller goes away", async () => {
    const { url, signals } = await open();
    const caller = new AbortController();
    const reply = fetch(`${url}/things/ab`, { signal: caller.signal });
    await vi.waitFor(() => expect(signals).toHaveLength(1), { timeout: 10_000 });
    caller.abort();
    await expect(reply).rejects.toThrow();
    await vi.waitFor(() => expect(signals[0]?.aborted).toBe(true), { timeout: 10_000 });
    expect(signals[0]?.reason).toMatchObject(new Fault("cancelled", "cancelled"));
  });

  it("believes a request id only when told to", async () => {
    const own = await open();
    const id = (reply: Response) => reply.headers.get("x-request-id");
    expect(id(await fetch(`${own.url}/no/x`, { headers: { "x-request-id": "mine" } }))).toMatch(
      /^[0-9a-f-]{36}$/,
    );
    const trusting = await open({ trustRequestId: true });
    expect(id(await fetch(`${trusting.url}/no/x`, { headers: { "x-request-id": "mine" } }))).toBe("mine");
    const long = await fetch(`${trusting.url}/no/x`, { headers: { "x-request-id": "m".repeat(129) } });
    expect(id(long)).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("believes a proxy's address only when told to", async () => {
    for (const [trustProxy, seen] of [
      [false, "127.0.0.1"],
      [["127.0.0.1"], "203.0.113.9"],
      [["10.0.0.0/8"], "127.0.0.1"],
    ] as const) {
      const { app } = await openPlain({ trustProxy });
      const reply = await app.inject({ url: "/ip", headers: { "x-forwarded-for": "203.0.113.9" } });
      expect(reply.body).toBe(seen);
    }
  });

  it("lets no other origin read, unless it is listed", async () => {
    const origin = "https://app.example";
    const preflight = { method: "OPTIONS", headers: { origin, "access-control-request-method": "POST" } };
    const closed = await open();
    expect(
      (await fetch(`${closed.url}/things`, preflight)).headers.get("access-control-allow-origin"),
    ).toBeNull();
    const listed = await open({ corsOrigins: [origin] });
    const reply = await fetch(`${listed.url}/things`, preflight);
    expect(reply.status).toBe(204);
    expect(reply.headers.get("access-control-allow-origin")).toBe(origin);
    expect(reply.headers.get("access-control-max-age")).toBe("86400");
    const other = await fetch(`${listed.url}/things`, { headers: { origin: "https://evil.example" } });
    expect(other.headers.get("access-control-allow-origin")).toBeNull();
    expect(
      (await fetch(`${listed.url}/things`, { headers: { origin } })).headers.get(
        "access-control-allow-origin",
      ),
    ).toBe(origin);
    expect((await fetch(`${listed.url}/no/such`, { method: "POST" })).status).toBe(404);
  });
});

async function openPlain(options: Partial<HttpAppOptions>) {
  const { log } = recordingLog();
  const app = createHttpApp({ log, ...options });
  apps.push(app);
  app.get("/ip", (request) => request.ip);
  return { app };
}
