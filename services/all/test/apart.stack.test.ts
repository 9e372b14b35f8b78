import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { findFreePort } from "@waypost/kit/db/free-port.ts";
import { createTestDatabase, type TestDatabase } from "@waypost/testing/test-database.ts";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Caller, walkTheJourney } from "./journey.ts";
import { type Answer, newDataFolder, removeDataFolder } from "./product.ts";

const services = join(import.meta.dirname, "../..");
const names = ["identity", "analytics", "links"] as const;
type Name = (typeof names)[number];

/** Each service as a process of its own, reached over HTTP/2 by the others; one function in front, as a gateway is. */
class Apart implements Caller {
  readonly #env: Record<string, string>;
  readonly #children = new Map<Name, ChildProcess>();
  readonly #ports: Readonly<Record<Name, number>>;
  readonly #data: string;

  constructor(
    database: TestDatabase,
    data: string,
    ports: Readonly<Record<Name, number>>,
    rpc: readonly number[],
  ) {
    this.#data = data;
    this.#ports = ports;
    this.#env = {
      PATH: process.env.PATH ?? "",
      WAYPOST_DATABASE_URL: database.ownerUrl,
      WAYPOST_DATA: data,
      WAYPOST_SERVICE_SECRET: randomBytes(32).toString("hex"),
      WAYPOST_ADMIN_PORT: "0",
      ...Object.fromEntries(
        names.map((name, at) => [`WAYPOST_${name.toUpperCase()}_URL`, `http://127.0.0.1:${rpc[at]}`]),
      ),
    };
  }

  async start(name: Name): Promise<void> {
    const rpcPort = new URL(this.#env[`WAYPOST_${name.toUpperCase()}_URL`] ?? "").port;
    const child = spawn(process.execPath, [join(services, name, "main.ts")], {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...this.#env, WAYPOST_PORT: String(this.#ports[name]), WAYPOST_RPC_PORT: rpcPort },
    });
    this.#children.set(name, child);
    let said = "";
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
    const ready = once(child.stdout ?? child, "data");
    const ended = once(child, "close").then(() => Promise.reject(new Error(said)));
    ended.catch(() => undefined);
    await Promise.race([ready, ended]);
  }

  adminKey(): string {
    return readFileSync(join(this.#data, "admin-key"), "utf8").trim();
  }

  async stop(name: Name): Promise<number | null> {
    const child = this.#children.get(name);
    if (child === undefined) return null;
    this.#children.delete(name);
    const ended = once(child, "close");
    child.kill("SIGTERM");
    const [code] = await ended;
    return code;
  }

  async call(method: string, path: string, body?: unknown, key = this.adminKey()): Promise<Answer> {
    const name = /^\/api\/v1\/(stats|ledger)/.test(path)
      ? "analytics"
      : /^\/api\/v1\/(keys|workspaces)/.test(path)
        ? "identity"
        : "links";
    const response = await fetch(`http://127.0.0.1:${this.#ports[name]}${path}`, {
      method,
      redirect: "manual",
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.includes("json") === true;
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  }
}

let data: string;
let database: TestDatabase;
let apart: Apart;

beforeEach(async () => {
  data = newDataFolder();
  database = await createTestDatabase();
  const free: number[] = [];
  for (let count = 0; count < 6; count++) free.push(await findFreePort());
  const [identity = 0, analytics = 0, links = 0, ...rpc] = free;
  apart = new Apart(database, data, { identity, analytics, links }, rpc);
});
afterEach(async () => {
  for (const name of names.toReversed()) await apart.stop(name);
  removeDataFolder(data);
  await database.close();
});

test("three processes: the same journey, links without analytics, a revoked key, and clean ends", async () => {
  for (const name of names) await apart.start(name);
  await walkTheJourney(apart);

  const reader = await apart.call("POST", "/api/v1/keys", { name: "reader", scopes: ["links:read"] });
  const { body: made } = await apart.call("POST", "/api/v1/links", { url: "https://example.com/third" });
  expect(await apart.stop("analytics")).toBe(0);
  const detail = await apart.call("GET", `/api/v1/links/${made.id}`);
  expect([detail.status, detail.body.clicks]).toEqual([
    200,
    { status: "unavailable", total: null, human: null, bot: null, unique: null, asOf: null },
  ]);
  expect((await apart.call("GET", `/${made.code}`)).status).toBe(302);

  await apart.start("analytics");
  await vi.waitFor(
    async () =>
      expect((await apart.call("GET", `/api/v1/links/${made.id}`)).body.clicks).toMatchObject({
        status: "ok",
        total: 1,
      }),
    { timeout: 15_000, interval: 100 },
  );

  const read = () => apart.call("GET", "/api/v1/links", undefined, reader.body.key);
  expect((await read()).status).toBe(200);
  expect((await apart.call("DELETE", `/api/v1/keys/${reader.body.id}`)).status).toBe(204);
  await vi.waitFor(async () => expect((await read()).status).toBe(401), { timeout: 15_000, interval: 20 });

  for (const name of names.toReversed()) expect(await apart.stop(name)).toBe(0);
});
