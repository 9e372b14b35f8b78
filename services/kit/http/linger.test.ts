import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { pino } from "pino";
import { afterEach, expect, test, vi } from "vitest";
import { createHttpApp } from "./create-http-app.ts";
import { linger } from "./linger.ts";

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const patience = { timeout: 10_000, interval: 5 };

/** A connection to an app that takes bodies of 1,000 bytes, and what it got. */
async function open() {
  const app = createHttpApp({ log: pino({ level: "silent" }), bodyLimit: 1_000 });
  closing.push(() => app.close());
  app.post("/echo", (request, reply) => reply.send(request.body));
  return watch(Number(new URL(await app.listen({ port: 0, host: "127.0.0.1" })).port));
}

async function watch(port: number) {
  const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
  closing.push(() => socket.destroy());
  const got = { text: "", ended: false, errors: [] as string[] };
  socket.on("data", (data) => {
    got.text += data.toString();
  });
  socket.on("end", () => {
    got.ended = true;
  });
  socket.on("error", (error) => got.errors.push(error.message));
  await once(socket, "connect");
  return { socket, got };
}

const write = (socket: Socket, text: string) =>
  new Promise<Error | null | undefined>((settle) => socket.write(text, settle));

const head = "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n";

test.each([
  ["says that it is too long", "Content-Length: 1000000\r\n\r\n", "a".repeat(500_000)],
  ["turns out to be", "Transfer-Encoding: chunked\r\n\r\n10000\r\n", "a".repeat(65_536)],
])("one who sends on after 413 to a body that %s is not reset", async (_, start, more) => {
  const { socket, got } = await open();
  await write(socket, `${head}${start}${more}`);
  await vi.waitFor(() => expect(got.ended).toBe(true), patience);
  expect(got.text).toMatch(/^HTTP\/1\.1 413 .*\r\nconnection: close\r\n.*"status":413/is);
  expect(await write(socket, more)).toBeFalsy();
  expect(await write(socket, more)).toBeFalsy();
  expect(got.errors).toEqual([]);
});

test("too large headers are answered to one who sends on, too", async () => {
  const { socket, got } = await open();
  await write(socket, `GET / HTTP/1.1\r\nHost: a\r\nX-A: ${"a".repeat(100_000)}`);
  await vi.waitFor(() => expect(got.ended).toBe(true), patience);
  expect(got.text).toMatch(/^HTTP\/1\.1 431 /);
  expect(await write(socket, "a".repeat(100_000))).toBeFalsy();
  expect(await write(socket, "a".repeat(100_000))).toBeFalsy();
  expect(got.text.match(/HTTP\/1\.1/g)).toHaveLength(1);
  expect(got.errors).toEqual([]);
});

test("what is sent after a refused body is no request", async () => {
  const { socket, got } = await open();
  await write(socket, `${head}Content-Length: 2000\r\n\r\n`);
  await vi.waitFor(() => expect(got.ended).toBe(true), patience);
  socket.end(`${"a".repeat(2_000)}${head}Content-Length: 2\r\n\r\n{}`);
  await once(socket, "close");
  expect(got.text.match(/HTTP\/1\.1/g)).toHaveLength(1);
});

/** A server that lingers at once. */
async function lingering(options: { maxBytes?: number; maxMs?: number }) {
  const server = createServer({ allowHalfOpen: true });
  closing.push(() => server.close());
  const accepted = new Promise<Socket>((settle) => server.once("connection", settle));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const { socket, got } = await watch(address.port);
  const inner = await accepted;
  closing.push(() => inner.destroy());
  inner.on("error", () => undefined);
  linger(inner, options);
  return { socket, got, inner };
}

test("no more is read than the bound, and what the socket's own buffer takes", async () => {
  const { socket, got, inner } = await lingering({ maxBytes: 100_000, maxMs: 60_000 });
  socket.write(Buffer.alloc(32 * 1_048_576));
  await vi.waitFor(() => expect(inner.isPaused()).toBe(true), patience);
  expect(inner.bytesRead).toBeLessThanOrEqual(100_000 + 4 * 65_536);
  await vi.waitFor(() => expect(got.ended).toBe(true), patience);
  expect(inner.destroyed).toBe(false);
});

test("one who never ends is cut off, one who ends is let go at once", async () => {
  const stubborn = await lingering({ maxMs: 10 });
  await vi.waitFor(() => expect(stubborn.inner.destroyed).toBe(true), patience);
  const polite = await lingering({ maxMs: 600_000 });
  polite.socket.end("bye");
  await vi.waitFor(() => expect(polite.inner.destroyed).toBe(true), patience);
});
