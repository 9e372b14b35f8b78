import { once } from "node:events";
import { connect, type Socket } from "node:net";
import type { FastifyReply } from "fastify";
import { pino } from "pino";
import { afterEach, expect, test, vi } from "vitest";
import { createHttpApp } from "./create-http-app.ts";

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** An app whose answers are given when the test says so, and a connection to it. */
async function open() {
  const app = createHttpApp({ log: pino({ level: "silent" }) });
  closing.push(() => app.close());
  const waiting: FastifyReply[] = [];
  app.get("/wait/:n", (_, reply) => {
    waiting.push(reply);
  });
  app.post("/echo", (request, reply) => reply.send(request.body));
  const socket = connect(Number(new URL(await app.listen({ port: 0, host: "127.0.0.1" })).port), "127.0.0.1");
  closing.push(() => socket.destroy());
  socket.on("error", () => undefined);
  await once(socket, "connect");
  return { app, waiting, socket };
}

/** Resolves when the other side takes nothing more, or has taken all. */
async function pour(socket: Socket, bytes: Buffer): Promise<void> {
  socket.write(bytes);
  let left = -1;
  await vi.waitFor(
    () => {
      const before = left;
      left = socket.bytesWritten - socket.writableLength;
      expect(left).toBe(before);
    },
    { interval: 100, timeout: 10_000 },
  );
}

test("a connection that never waits for answers is read no further, and goes on when it is answered", async () => {
  const { waiting, socket } = await open();
  const count = 15_000;
  let answered = 0;
  socket.resume();
  await pour(
    socket,
    Buffer.from(
      Array.from({ length: count }, (_, n) => `GET /wait/${n} HTTP/1.1\r\nHost: a\r\n\r\n`).join(""),
    ),
  );
  await vi.waitFor(() => expect(waiting.length).toBeGreaterThan(0), { timeout: 10_000 });
  expect(waiting.length).toBeLessThan(4_500);
  let most = waiting.length;
  await vi.waitFor(
    () => {
      most = Math.max(most, waiting.length);
      for (const reply of waiting.splice(0)) {
        reply.send("x");
        answered++;
      }
      expect(answered).toBe(count);
    },
    { interval: 1, timeout: 20_000 },
  );
  expect(most).toBeLessThan(4_500);
});

test("a body behind many requests arrives once they are answered", async () => {
  const { waiting, socket } = await open();
  let text = "";
  socket.on("data", (data) => {
    text += data.toString();
  });
  const body = JSON.stringify("y".repeat(300_000));
  socket.write("GET /wait/1 HTTP/1.1\r\nHost: a\r\n\r\n".repeat(63));
  socket.write(
    `POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  );
  await vi.waitFor(() => expect(waiting).toHaveLength(63), { timeout: 10_000 });
  for (const reply of waiting) reply.send("x");
  await vi.waitFor(() => expect(text.endsWith("y".repeat(300_000))).toBe(true), { timeout: 15_000 });
});
