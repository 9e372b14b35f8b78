import { connect } from "node:net";
import { recordingLog } from "@waypost/testing/rest-fixture.ts";
import { afterEach, expect, it, vi } from "vitest";
import { createHttpApp } from "./create-http-app.ts";
import { type FirstLook, lookFirst } from "./look-first.ts";

const apps: ReturnType<typeof createHttpApp>[] = [];
afterEach(async () => {
  await Promise.all(apps.splice(0).map((app) => app.close()));
});

async function open() {
  const app = createHttpApp({ log: recordingLog().log });
  apps.push(app);
  const look = vi.fn((request: { url?: string | undefined }) => request.url === "/known");
  const answer = (text: string, wanted: (request: { url?: string | undefined }) => boolean): FirstLook => {
    return (request, response) => {
      if (!wanted(request)) return false;
      response.end(text);
      return true;
    };
  };
  lookFirst(app, [answer("looked", look), answer("second", ({ url }) => /^.(known|seen)$/.test(url ?? ""))]);
  const arrived = Promise.withResolvers<void>();
  const slow = Promise.withResolvers<string>();
  app.get("/:path", () => "routed");
  app.get("/slow", () => {
    arrived.resolve();
    return slow.promise;
  });
  const url = await app.listen({ port: 0, host: "127.0.0.1" });
  return { app, url, look, arrived, slow };
}

it("gives what is taken past the router, and everything else to it", async () => {
  const { url, look } = await open();
  expect(await (await fetch(`${url}/known`)).text()).toBe("looked");
  expect(await (await fetch(`${url}/other`)).text()).toBe("routed");
  expect(look).toHaveBeenCalledTimes(2);
  expect(await (await fetch(`${url}/seen`)).text()).toBe("second");
  expect((await fetch(`${url}/no/such`)).status).toBe(404);
});

it("leaves everything to the router from the moment the server closes", async () => {
  const { app, url, look, arrived, slow } = await open();
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname).setEncoding("utf8");
  let received = "";
  socket.on("data", (text: string) => {
    received += text;
  });
  const ended = new Promise((resolve) => socket.once("close", resolve));
  socket.write("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
  await arrived.promise;
  const closing = app.close();
  await vi.waitFor(() => expect(app.server.listening).toBe(false), { timeout: 10_000 });
  look.mockClear();
  socket.write("GET /known HTTP/1.1\r\nHost: a\r\n\r\n");
  await vi.waitFor(() => expect(socket.bytesWritten).toBeGreaterThan(60), { timeout: 10_000 });
  slow.resolve("done");
  await ended;
  await closing;
  expect(received).toContain("done");
  expect(received).not.toContain("looked");
  expect(look).not.toHaveBeenCalled();
});

it("answers in the order asked, and takes no body for the next request", async () => {
  const { url, slow } = await open();
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname).setEncoding("utf8");
  let received = "";
  socket.on("data", (text: string) => {
    received += text;
  });
  const hidden = "GET /hidden HTTP/1.1\r\nHost: a\r\n\r\n";
  const withBody = (path: string) =>
    `GET ${path} HTTP/1.1\r\nHost: a\r\nContent-Length: ${hidden.length}\r\n\r\n${hidden}`;
  const chunked = (path: string) =>
    `GET ${path} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n${hidden.length.toString(16)}\r\n${hidden}\r\n0\r\n\r\n`;
  const last = "GET /known HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
  const ended = new Promise((resolve) => socket.once("close", resolve));
  socket.write(["/slow", "/known", "/other"].map((path) => withBody(path) + chunked(path)).join("") + last);
  await vi.waitFor(() => expect(socket.bytesWritten).toBeGreaterThan(400), { timeout: 10_000 });
  expect(received).toBe("");
  slow.resolve("slow");
  await ended;
  expect(received.match(/looked|routed|slow/g)).toEqual(
    "slow slow looked looked routed routed looked".split(" "),
  );
  expect(received.match(/HTTP\/1\.1 200/g)).toHaveLength(7);
});
