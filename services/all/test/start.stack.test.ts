import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { product as declared } from "@waypost/gen/product.ts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { isAlive, newDataFolder, Product, postgresPid, removeDataFolder, runToEnd } from "./product.ts";

let data: string;
const running: Product[] = [];

async function start(env: Readonly<Record<string, string>> = {}): Promise<Product> {
  const product = await Product.start(data, env);
  running.push(product);
  return product;
}

beforeEach(() => {
  data = newDataFolder();
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((product) => product.stop()));
  removeDataFolder(data);
});

test("the first start makes a key and shows it to no program; the second keeps it with the data", async () => {
  const first = await start();
  const { apiKey } = first;
  expect(first.logLines.filter((line) => /migrat/i.test(line))).toHaveLength(1);
  const path = join(data, "admin-key");
  expect(readFileSync(path, "utf8").trim()).toBe(apiKey);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  const made = await first.call("POST", "/api/v1/links", { url: "https://example.com/", alias: "kept" });
  expect(made.status).toBe(201);
  const postgres = postgresPid(data);
  const ended = await first.stop("SIGINT");
  expect([ended.code, ended.signal]).toEqual([0, null]);
  expect(isAlive(postgres)).toBe(false);
  expect(existsSync(join(data, "connection.json"))).toBe(false);

  const second = await start();
  expect(second.apiKey).toBe(apiKey);
  expect((await second.call("GET", `/api/v1/links/${made.body.id}`)).body.code).toBe("kept");
  const { stdout, stderr } = await second.stop();
  expect(stdout + stderr).not.toContain(apiKey);
});

test("a lost key file is replaced by a new key, which works", async () => {
  await (await start()).stop();
  const path = join(data, "admin-key");
  const old = readFileSync(path, "utf8").trim();
  const { rmSync } = await import("node:fs");
  rmSync(path);
  const product = await start();
  expect(product.apiKey).not.toBe(old);
  expect((await product.call("GET", "/api/v1/keys")).body.items).toHaveLength(2);
});

describe("what a person did wrong is told in one sentence, with exit code 1", () => {
  test("a busy port", async () => {
    const busy = createServer().listen(0, "127.0.0.1");
    const address = await new Promise<ReturnType<typeof busy.address>>((resolve) =>
      busy.once("listening", () => resolve(busy.address())),
    );
    const port = typeof address === "object" ? address?.port : undefined;
    try {
      const ended = await runToEnd({ WAYPOST_DATA: data, WAYPOST_PORT: String(port) });
      expect(ended.code).toBe(1);
      expect(ended.stderr).toBe(
        `Port ${port} on 127.0.0.1 is in use; stop what listens there, or choose another in WAYPOST_PORT.\n`,
      );
      expect(existsSync(join(data, "postgres"))).toBe(false);
    } finally {
      busy.close();
    }
  });

  test("a data folder in use", async () => {
    const product = await start();
    const ended = await runToEnd({ WAYPOST_DATA: data });
    expect(ended.code).toBe(1);
    expect(ended.stderr).toBe(
      `The data folder ${data} is in use by process ${product.child.pid}; stop that one first, or choose another in WAYPOST_DATA.\n`,
    );
    expect((await product.call("GET", "/readyz")).status).toBe(200);
  });

  test("settings: every fault at once, unknown ones included", async () => {
    const ended = await runToEnd({
      WAYPOST_DATA: data,
      WAYPOST_PORT: "80x",
      WAYPOST_WORKERS: "0",
      WAYPOST_PROT: "1",
    });
    expect(ended.code).toBe(1);
    const lines = ended.stderr.trim().split("\n");
    expect(lines).toHaveLength(3);
    for (const key of ["WAYPOST_PORT=80x", "WAYPOST_WORKERS=0", "did you mean WAYPOST_PORT"]) {
      expect(lines.filter((line) => line.includes(key))).toHaveLength(1);
    }
  });

  test("a service that does not exist, or lacks a peer", async () => {
    const unknown = await runToEnd({ WAYPOST_DATA: data }, ["--only", "links,billing"]);
    expect([unknown.code, unknown.stderr]).toEqual([
      1,
      `--only names \`billing\`; there are ${declared.services.join(", ")}.\n`,
    ]);
    const alone = await runToEnd({ WAYPOST_DATA: data }, ["--only", "links"]);
    expect(alone.code).toBe(1);
    expect(alone.stderr).toContain("WAYPOST_IDENTITY_URL");
  });
});

test("--help tells the options and every setting", async () => {
  const ended = await runToEnd({ WAYPOST_DATA: data }, ["--help"]);
  expect(ended.code).toBe(0);
  for (const word of ["--only", "--json", "WAYPOST_PORT", "WAYPOST_DATA", "WAYPOST_LOG_SYNC"]) {
    expect(ended.stdout).toContain(word);
  }
});

test("killed outright, the next start stops the left-over PostgreSQL, recovers, and says so once", async () => {
  const first = await start();
  const made = await first.call("POST", "/api/v1/links", { url: "https://example.com/", alias: "survivor" });
  const leftOver = postgresPid(data);
  await first.stop("SIGKILL");
  expect(isAlive(leftOver)).toBe(true);
  const second = await start();
  expect(isAlive(leftOver)).toBe(false);
  expect((await second.call("GET", `/api/v1/links/${made.body.id}`)).status).toBe(200);
  expect(second.stderr.match(/left running on this data folder/g)).toHaveLength(1);
});

test("the probes, the contract and the reference are on the main port, metrics on the admin port only", async () => {
  const product = await start();
  expect((await product.call("GET", "/livez")).status).toBe(200);
  expect((await product.call("GET", "/readyz")).body.ready).toBe(true);
  expect((await product.call("GET", "/openapi.json")).body.openapi).toBe("3.1.0");
  const page = await product.call("GET", "/docs/");
  expect(page.body).toContain("js/scalar.js");
  expect(page.body).not.toMatch(/https?:\/\//);
  expect((await product.call("GET", "/docs/js/scalar.js")).status).toBe(200);
  expect((await product.call("GET", "/metrics")).status).toBe(404);
  const metrics = await (await fetch(`${product.adminUrl}/metrics`)).text();
  expect(metrics).toMatch(/^waypost_build_info\{.*\} 1$/m);
});
