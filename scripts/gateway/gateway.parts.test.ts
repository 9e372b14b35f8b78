import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type IncomingHttpHeaders, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { services } from "@waypost/all/services.ts";
import { product } from "@waypost/gen/product.ts";
import { findFreePort } from "@waypost/kit/db/free-port.ts";
import { findCapability } from "@waypost/testing/capabilities.ts";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { GatewaySettings } from "./gateway-settings.ts";
import { type Gateway, openGateway } from "./open-gateway.ts";

const nginx = findCapability("gateway");
/** Whom visitors come to. */
const front = product.front ?? "";
const tables = services.flatMap(({ rest }) => rest?.table ?? []);
const operations = tables.flatMap(({ service, operations: all }) =>
  all.map(({ operationId, method, path }) => ({
    service,
    operationId,
    method,
    path: path.replace(/:\w+/g, "some-id"),
  })),
);

/** What stands behind the gateway: says which service it is and shows what it was sent. */
class Behind {
  readonly service: string;
  readonly #server: Server;
  readonly seen: { readonly url: string; readonly headers: IncomingHttpHeaders }[] = [];
  answer = 200;
  /** Whether it ends connections instead of answering, as a process does that is killed. */
  hangUp = false;

  constructor(service: string) {
    this.service = service;
    this.#server = createServer((incoming, response) => {
      this.seen.push({ url: incoming.url ?? "", headers: incoming.headers });
      if (this.hangUp) incoming.socket.destroy();
      else incoming.resume().on("end", () => response.writeHead(this.answer, { "x-service": service }).end());
    });
  }

  async open(port = 0): Promise<string> {
    this.#server.listen({ host: "127.0.0.1", port });
    await once(this.#server, "listening");
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    if (!this.#server.listening) return;
    const closed = once(this.#server, "close");
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }
}

vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });

let folder: string;
let gateway: Gateway | undefined;
/** One process of each service, and a second of the one that visitors come to. */
let behind: ReadonlyMap<string, Behind>;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "waypost-gateway-"));
  const each = product.services.map((name): [string, Behind] => [name, new Behind(name)]);
  behind = new Map([...each, ["second", new Behind(front)]]);
});
afterEach(async () => {
  await gateway?.close();
  gateway = undefined;
  await Promise.all([...behind.values()].map((server) => server.close()));
  rmSync(folder, { recursive: true, force: true });
});

function at(name: string): Behind {
  const found = behind.get(name);
  if (found === undefined) throw new Error(`Nobody stands behind the gateway for ${name}.`);
  return found;
}

async function open(overrides: Partial<GatewaySettings> = {}): Promise<Gateway> {
  const port = await findFreePort();
  const upstreams: Record<string, string[]> = {};
  for (const name of product.services) upstreams[name] = [await at(name).open()];
  upstreams[front]?.push(await at("second").open());
  const settings: GatewaySettings = {
    upstreams,
    resolver: null,
    listen: `127.0.0.1:${port}`,
    tls: null,
    trustedProxy: null,
    rates: { visits: "1000", api: "1000", keys: "1000" },
    ...overrides,
  };
  const url = `${settings.tls === null ? "http" : "https"}://127.0.0.1:${port}`;
  gateway = await openGateway({ nginx: nginx ?? "", folder, settings, url });
  return gateway;
}

/** A request as it stands: `fetch` would mend the path and drop headers. */
async function send(method: string, path: string, headers: Record<string, string> = {}, body = "") {
  const { port } = new URL(gateway?.url ?? "");
  const sent = request({ host: "127.0.0.1", port, method, path, headers, agent: false });
  sent.end(body);
  const [response] = await once(sent, "response");
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  return { status: response.statusCode, headers: response.headers, text: Buffer.concat(chunks).toString() };
}

/** What the one request of a visitor looked like. */
function onlyVisit(): { readonly headers: IncomingHttpHeaders } {
  const [visit, ...more] = [...at(front).seen, ...at("second").seen];
  if (visit === undefined || more.length > 0) throw new Error("There was not one visit");
  return visit;
}

describe.skipIf(nginx === undefined)("the gateway", () => {
  test("brings every operation of the contracts to its service, as it came", async () => {
    await open();
    for (const { service, operationId, method, path } of operations) {
      const { headers } = await send(method, `${path}?q=%2F`);
      expect([operationId, headers["x-service"]]).toEqual([operationId, service]);
      const arrived = [...behind.values()].flatMap(({ seen }) => seen.splice(0));
      expect(arrived.map(({ url }) => url)).toEqual([`${path}?q=%2F`]);
    }
  });

  test("leaves what no contract knows to whom visitors come to", async () => {
    await open();
    for (const path of ["/", "/api/v1/nothing", "/a//b", "/readyz"])
      expect([path, (await send("GET", path)).headers["x-service"]]).toEqual([path, front]);
    expect((await send("GET", "/livez")).text).toBe('{"status":"ok"}');
  });

  test("says who called, and believes nobody else about it", async () => {
    await open();
    await send("GET", "/some-code", { "x-forwarded-for": "198.51.100.7", "x-request-id": "of-the-visitor" });
    const { headers } = onlyVisit();
    expect(headers["x-forwarded-for"]).toBe("127.0.0.1");
    expect(headers["x-request-id"]).toMatch(/^[0-9a-f]{32}$/);
  });

  test("believes a trusted proxy, though not what others told that one", async () => {
    await open({ trustedProxy: "127.0.0.0/8" });
    const told = { "x-forwarded-for": "203.0.113.9, 198.51.100.7", "x-request-id": "of-the-proxy" };
    await send("GET", "/some-code", told);
    const { headers } = onlyVisit();
    expect([headers["x-forwarded-for"], headers["x-request-id"]]).toEqual(["198.51.100.7", "of-the-proxy"]);
  });

  test("refuses bodies that are too large, as a problem", async () => {
    await open();
    const { status, headers, text } = await send("POST", "/api/v1/links", {}, "x".repeat(1_100_000));
    expect([status, headers["content-type"]]).toEqual([413, "application/problem+json"]);
    expect(JSON.parse(text)).toMatchObject({ type: "/problems/payload-too-large", status: 413 });
    expect((await send("POST", "/api/v1/links", {}, "x".repeat(1_000_000))).status).toBe(200);
    expect((await send("POST", "/api/v1/keys", {}, "x".repeat(20_000))).status).toBe(413);
    expect(at(product.keys.service).seen).toEqual([]);
  });

  test("goes to the next process when one is down, and tells when none is left", async () => {
    await open();
    await at("second").close();
    for (let visits = 0; visits < 20; visits++) expect((await send("GET", "/some-code")).status).toBe(200);
    const made = await send("POST", "/api/v1/links", {}, "{}");
    expect(made.status).toBe(200);
    await at(front).close();
    const { status, headers, text } = await send("GET", "/some-code");
    expect([status, headers["retry-after"]]).toEqual([503, "1"]);
    expect(JSON.parse(text)).toMatchObject({
      type: "/problems/unavailable",
      requestId: headers["x-request-id"],
    });
  });

  test("repeats at another process what has a key, though the first may have seen it, and nothing else", async () => {
    await open();
    at(front).hangUp = true;
    at("second").hangUp = true;
    const answers = await Promise.all([
      send("POST", "/api/v1/links", {}, "{}"),
      send("POST", "/api/v1/links", {}, "{}"),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([503, 503]);
    expect([...at(front).seen, ...at("second").seen].length).toBeLessThanOrEqual(2);
    at("second").hangUp = false;
    await vi.waitFor(
      async () => {
        const key = { "idempotency-key": "one" };
        expect((await send("POST", "/api/v1/links", key, "{}")).headers["x-service"]).toBe(front);
      },
      { timeout: 20_000, interval: 50 },
    );
    for (let made = 0; made < 20; made++)
      expect((await send("POST", "/api/v1/links", { "idempotency-key": `key-${made}` }, "{}")).status).toBe(
        200,
      );
    const { status } = await send(
      "POST",
      "/api/v1/links",
      { "idempotency-key": "large" },
      "x".repeat(1_100_000),
    );
    expect(status).toBe(413);
  });

  test("lets answers of the services through as they are", async () => {
    await open();
    at("analytics").answer = 503;
    const { status, headers } = await send("GET", "/api/v1/stats");
    expect([status, headers["x-service"]]).toEqual([503, "analytics"]);
  });

  test("holds one address to its rate, by kind of path", async () => {
    await open({ rates: { visits: "1000", api: "1000", keys: "1" } });
    const answers = await Promise.all(Array.from({ length: 60 }, () => send("GET", "/api/v1/keys/some-id")));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThanOrEqual(20);
    expect(JSON.parse(refused[0]?.text ?? "")).toMatchObject({ type: "/problems/rate-limited" });
    expect((await send("GET", "/some-code")).status).toBe(200);
  });

  test("is started again when it dies", async () => {
    const { pid, url } = await open();
    process.kill(pid, "SIGKILL");
    await vi.waitFor(
      async () => {
        expect(gateway?.pid).not.toBe(pid);
        expect((await fetch(`${url}/livez`)).status).toBe(200);
        expect(gateway?.pid).toBeGreaterThan(0);
      },
      { timeout: 20_000, interval: 50 },
    );
  });

  test("speaks TLS when it has a certificate", async () => {
    const [key, certificate] = [join(folder, "tls.key"), join(folder, "tls.crt")];
    const subject = ["-subj", "/CN=go.example.com", "-days", "1"];
    execFileSync(
      "openssl",
      ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate, ...subject],
      { stdio: "ignore" },
    );
    const { url } = await open({ tls: { certificate, key } });
    await expect(fetch(`${url}/some-code`)).rejects.toMatchObject({ cause: { code: /SELF_SIGNED/ } });
  });
});

test("a program that can't start says why", async () => {
  const settings: GatewaySettings = {
    upstreams: {},
    resolver: null,
    listen: "127.0.0.1:1",
    tls: null,
    trustedProxy: null,
    rates: { visits: "1", api: "1", keys: "1" },
  };
  const opening = openGateway({ nginx: "/bin/false", folder, settings, url: "http://127.0.0.1:1" });
  await expect(opening).rejects.toThrow("The gateway does not start");
});
