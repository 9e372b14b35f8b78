import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { expect, test } from "vitest";
import { closeAfterAnswers, stopListening } from "./step-down.ts";

const request = "GET / HTTP/1.1\r\nhost: a\r\n\r\n";

test("a connection that was made before still gets its answer, the last; new ones are refused", async () => {
  const server = createServer((_, response) => response.end("answered"));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const early = connect(port, "127.0.0.1").setEncoding("utf8");
  await Promise.all([once(early, "connect"), once(server, "connection")]);
  closeAfterAnswers(server);
  const stopped = stopListening(server, 20_000);
  await new Promise(setImmediate);
  await new Promise(setImmediate);
  const late = connect(port, "127.0.0.1");
  await expect(once(late, "connect")).rejects.toMatchObject({ code: "ECONNREFUSED" });
  early.write(request);
  let answer = "";
  for await (const text of early) answer += text;
  expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  expect(answer).toMatch(/\r\nconnection: close\r\n/i);
  expect(answer).toContain("answered");
  await stopped;
});

test("connections that nobody uses are waited for no longer than the grace", async () => {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const idle = connect((server.address() as AddressInfo).port, "127.0.0.1");
  await Promise.all([once(idle, "connect"), once(server, "connection")]);
  await stopListening(server, 50);
  expect(server.listening).toBe(false);
  idle.destroy();
});
