import { once } from "node:events";
import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { Scope } from "@waypost/kit/lifecycle/scope.ts";
import { pino } from "pino";
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { parseOptions } from "./options.ts";
import { services } from "./services.ts";
import { readSettings } from "./settings.ts";
import { startProduct } from "./start-product.ts";
import { newDataFolder, removeDataFolder } from "./test/product.ts";

const root = join(import.meta.dirname, "../..");
const log = pino({ level: "error" });

let terminal = false;
let data: string;
let scope: Scope;

beforeAll(() => {
  data = newDataFolder();
});
afterAll(() => removeDataFolder(data));
afterEach(async () => {
  await scope.stop();
});

/** Starts the product in this process, with ports of its own and a PostgreSQL of its own. */
async function start(argv: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<string> {
  scope = new Scope("test", log);
  const defaults = {
    WAYPOST_DATA: data,
    WAYPOST_PORT: "0",
    WAYPOST_ADMIN_PORT: "0",
    WAYPOST_DRAIN_DELAY: "0s",
  };
  const options = parseOptions(
    argv,
    services.map((it) => it.name),
  );
  const config = readSettings({ ...defaults, ...env });
  const onFatal = (reason: Error) => {
    throw reason;
  };
  return await startProduct(scope, { root, options, config, log, terminal, onFatal });
}

/** A port of 127.0.0.1 on which somebody listens until the test is over. */
async function busyPort(): Promise<string> {
  const busy = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => {
    busy.close();
  });
  await once(busy, "listening");
  const address = busy.address();
  return String(typeof address === "object" ? address?.port : address);
}

test("the first start makes a key and tells programs where it is, the second too; both answer", async () => {
  const first: Record<string, unknown> = JSON.parse(await start(["--json"]));
  expect(first).toMatchObject({ ready: true, docsUrl: `${first.url}/docs`, pid: process.pid });
  const apiKey = readFileSync(join(data, "admin-key"), "utf8").trim();
  expect(first.adminKeyFile).toMatch(/admin-key$/);
  expect(JSON.stringify(first)).not.toContain(apiKey);
  expect(statSync(join(data, "admin-key")).mode & 0o777).toBe(0o600);
  const made = await fetch(`${first.url}/api/v1/links`, {
    method: "POST",
    headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
    body: JSON.stringify({ url: "https://example.com/kept", alias: "kept" }),
  });
  expect(made.status).toBe(201);
  expect((await fetch(`${first.adminUrl}/readyz`)).status).toBe(200);
  expect(await scope.stop()).toBe(true);

  const banner = await start([]);
  expect(banner).toMatch(/^\nWaypost is ready\. Stop it with Ctrl-C\.\n/);
  expect(banner).toMatch(/^ {2}API key +in .*admin-key$/m);
  expect(banner).not.toContain(apiKey);
  const url = /^ {2}API and redirects +(\S+)$/m.exec(banner)?.[1];
  const followed = await fetch(`${url}/kept`, { redirect: "manual" });
  expect([followed.status, followed.headers.get("location")]).toEqual([302, "https://example.com/kept"]);
  expect(await scope.stop()).toBe(true);
}, 120_000);

test.each([true, false])(
  "the first key is shown on a terminal only: %s",
  async (isTerminal) => {
    removeDataFolder(data);
    terminal = isTerminal;
    const banner = await start([]);
    const key = readFileSync(join(data, "admin-key"), "utf8").trim();
    expect(banner.includes(key)).toBe(isTerminal);
    expect(banner).toMatch(/in .*admin-key$/m);
  },
  60_000,
);

describe("what can't work is told before anything is started", () => {
  const fresh = newDataFolder();
  afterAll(() => removeDataFolder(fresh));
  const refused = (argv: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    start(argv, { WAYPOST_DATA: fresh, ...env }).then(
      () => "started",
      (error: Error) => error.message,
    );
  afterEach(() => expect(existsSync(join(fresh, "postgres"))).toBe(false));

  test("a port in use, with the setting to change", async () => {
    const port = await busyPort();
    expect(await refused([], { WAYPOST_PORT: port })).toMatch(/in use.* WAYPOST_PORT\.$/);
    expect(await refused([], { WAYPOST_ADMIN_PORT: port })).toMatch(/in use.* WAYPOST_ADMIN_PORT\.$/);
  });

  test("a service without those that it asks", async () => {
    expect(await refused(["--only", "links"])).toBe(
      "Without identity and analytics in --only, set WAYPOST_IDENTITY_URL and WAYPOST_ANALYTICS_URL to where it is.",
    );
    const identity = { WAYPOST_IDENTITY_URL: "http://127.0.0.1:1" };
    expect(await refused(["--only", "analytics"])).toContain("WAYPOST_IDENTITY_URL");
    expect(await refused(["--only", "analytics"], identity)).toContain("the same WAYPOST_SERVICE_SECRET");
  });

  test("a port for other processes without the secret that they share", async () => {
    const apart = { WAYPOST_RPC_PORT: "0", WAYPOST_PORT: await busyPort() };
    expect(await refused([], apart)).toContain("the same WAYPOST_SERVICE_SECRET");
    expect(await refused([], { ...apart, WAYPOST_SERVICE_SECRET: "s".repeat(32) })).toContain("is in use");
  });
});
