import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { ClickDecoder } from "@waypost/analytics/domain/decode-click.ts";
import { openLogReader } from "@waypost/kit/local-log/reader.ts";
import { openLogWriter } from "@waypost/kit/local-log/writer.ts";
import { expect, test, vi } from "vitest";
import { newDataFolder, Product, removeDataFolder } from "./product.ts";

const MARK = "marked-visitor";
/** Addresses as text and as the bytes that stand for them on a wire. */
const visitors = [
  { text: "203.0.113.177", bytes: Buffer.from("ffffcb0071b1", "hex") },
  { text: "2001:db8:77:4a4a::1b7", bytes: Buffer.from("20010db800774a4a00000000000001b7", "hex") },
];

interface Found {
  readonly path: string;
  readonly bytes: Buffer;
  readonly mode: number;
}

/** Everything below a folder but sockets. */
function* below(folder: string, from = folder): Generator<Found & { readonly isFolder: boolean }> {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const stat = statSync(path);
    const isFolder = stat.isDirectory();
    if (!isFolder && !stat.isFile()) continue;
    const bytes = isFolder ? Buffer.alloc(0) : readFileSync(path);
    yield { path: relative(from, path), bytes, mode: stat.mode & 0o777, isFolder };
    if (isFolder) yield* below(path, from);
  }
}

/** The payload of a click in the log whose visitor's address is sealed. */
async function sealedPayload(directory: string): Promise<Uint8Array> {
  const reader = openLogReader({ directory, adopt: false });
  try {
    for (const { lane } of reader.laneStates()) {
      const { records } = await reader.read(lane, 1);
      for (const { payload } of records) {
        if (new ClickDecoder().decode(payload).sealedAddress !== null) return payload;
      }
    }
    throw new Error("No click has a sealed address.");
  } finally {
    await reader.close();
  }
}

test("an address of a visitor is nowhere: not in logs, rows, dead letters, the click log, nor elsewhere on disk", async () => {
  const data = newDataFolder();
  try {
    const trust = { WAYPOST_TRUST_PROXY: "127.0.0.1,::1", WAYPOST_LOG_LEVEL: "trace" };
    const product = await Product.start(data, trust);
    const { body: link } = await product.call("POST", "/api/v1/links", { url: "https://example.com/" });
    const visit = (path: string, address: string, method = "GET") =>
      fetch(`${product.url}${path}`, {
        method,
        redirect: "manual",
        headers: {
          "x-forwarded-for": address,
          "user-agent": `Mozilla/5.0 ${MARK}`,
          referer: `https://${MARK}.example/`,
        },
      });
    for (const { text } of visitors) {
      expect((await visit(`/${link.code}`, text)).status).toBe(302);
      expect((await visit(`/${link.code}`, text, "HEAD")).status).toBe(302);
      expect((await visit("/no-such-link", text)).status).toBe(404);
      expect((await visit(`/${link.code}`, text, "POST")).status).toBe(405);
      expect((await visit("/api/v1/links", text)).status).toBe(401);
    }
    const directory = join(data, "log", "clicks");
    const payload = await sealedPayload(directory);
    // A click that breaks off behind the address becomes a dead letter with its bytes.
    const writer = openLogWriter({ directory, floorBytes: 0 });
    await writer.appendAsync(payload.subarray(0, -3));
    await writer.close();
    await vi.waitFor(
      async () => {
        const { body } = await product.call("GET", "/api/v1/ledger");
        expect(body).toMatchObject({ stored: 4, deadLettered: 1, inFlight: 0 });
      },
      { timeout: 15_000, interval: 100 },
    );
    const said = await product.stop();
    expect(said.code).toBe(0);

    const files = [...below(data)];
    const found = (bytes: Buffer) =>
      files.filter((file) => file.bytes.includes(bytes)).map(({ path }) => path);
    // What was looked through has the clicks: their referrer in PostgreSQL's files, their user agent in the log.
    expect(found(Buffer.from(`${MARK}.example`)).some((path) => path.startsWith("postgres"))).toBe(true);
    expect(found(Buffer.from(`Mozilla/5.0 ${MARK}`)).some((path) => path.startsWith("log"))).toBe(true);
    for (const { text, bytes } of visitors) {
      expect({ text, in: found(Buffer.from(text)) }).toEqual({ text, in: [] });
      expect({ text, in: found(bytes) }).toEqual({ text, in: [] });
      expect(`${said.stdout}${said.stderr}`).not.toContain(text);
    }
    const open = files.filter(({ path, mode, isFolder }) => {
      return path.startsWith("log") && mode !== (isFolder ? 0o700 : 0o600);
    });
    expect(open.map(({ path, mode }) => `${path} ${mode.toString(8)}`)).toEqual([]);
    expect(statSync(data).mode & 0o777).toBe(0o700);
  } finally {
    removeDataFolder(data);
  }
});
