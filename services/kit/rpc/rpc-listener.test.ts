import { once } from "node:events";
import { connect, constants } from "node:http2";
import { connect as connectTcp } from "node:net";
import { openRpcFixture, type RpcFixture, testCall, testPeer } from "@waypost/testing/rpc-fixture.ts";
import { afterEach, describe, expect, test, vi } from "vitest";
import { IdentityService } from "../../../gen/proto/waypost/identity/v1/identity_pb.ts";
import { makePeer } from "./peer.ts";
import { maxMessageBytes } from "./rpc-limits.ts";

let fixture: RpcFixture | undefined;
afterEach(() => fixture?.close());

async function serve() {
  let left = 0;
  fixture = await openRpcFixture([
    {
      name: "identity",
      service: IdentityService,
      methods: {
        verifyKey: async (
          _context: null,
          call: { readonly signal: AbortSignal },
          { keyHash }: { keyHash: Uint8Array },
        ) => {
          if (keyHash[0] === 1) await once(call.signal, "abort").then(() => left++);
          return { keyId: "k", workspaceId: "w", scopes: [], expiresAt: undefined };
        },
        async *watchKeyChanges() {},
      },
      context: null,
    },
  ]);
  return { ...fixture, left: () => left };
}

const checkPath = "/grpc.health.v1.Health/Check";
const verifyPath = "/waypost.identity.v1.IdentityService/VerifyKey";

/** Sends one request over HTTP/2 and gives the status and how the stream was closed. */
async function post(url: string, fields: Record<string, string>, body: string | undefined = "{}") {
  const session = connect(url);
  const stream = session.request({ ":method": "POST", "content-type": "application/json", ...fields });
  // A body that is never ended is one that the other side doesn't wait for.
  if (body === undefined) stream.write("{");
  else stream.end(body);
  const [head] = await once(stream, "response");
  stream.resume();
  await once(stream, "close");
  session.close();
  return { status: Number(head[":status"]), rstCode: stream.rstCode };
}

describe("a host that is none", () => {
  test("is no matter to a unary call over HTTP/2", async () => {
    const { url } = await serve();
    expect(await post(url, { ":path": checkPath, ":authority": "[" })).toMatchObject({ status: 200 });
  });

  test("is refused elsewhere, and the process goes on", async () => {
    const { url } = await serve();
    const grpc = { ":path": checkPath, ":authority": "[", "content-type": "application/grpc" };
    expect(await post(url, grpc)).toMatchObject({ status: 400 });
    const socket = connectTcp(Number(new URL(url).port), "127.0.0.1");
    socket.write(`POST ${checkPath} HTTP/1.1\r\nHost: [\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}`);
    expect(String(await once(socket, "data"))).toMatch(/^HTTP\/1\.1 400 /);
    expect(await post(url, { ":path": checkPath })).toMatchObject({ status: 200 });
  });
});

test("a caller who is refused is told so while it still sends, and told to stop", async () => {
  const { url } = await serve();
  expect(await post(url, { ":path": verifyPath }, undefined)).toEqual({
    status: 401,
    rstCode: constants.NGHTTP2_NO_ERROR,
  });
});

test("a message that is too large is refused, and its stream doesn't hold up the end", async () => {
  const { url, server } = await serve();
  const listener = await server.listen({ host: "127.0.0.1", port: 0 });
  const session = connect(listener.url);
  const stream = session.request({
    ":method": "POST",
    ":path": checkPath,
    "content-type": "application/json",
  });
  stream.on("error", () => undefined);
  stream.end(Buffer.alloc(maxMessageBytes + 40_000));
  const [head] = await once(stream, "response");
  expect(head[":status"]).toBe(429);
  stream.resume();
  // It would wait for its whole grace, and the test with it.
  await listener.close(60_000);
  expect(await post(url, { ":path": checkPath })).toMatchObject({ status: 200 });
});

test("a message that takes too long to come is refused", async () => {
  const { url } = await serve();
  const session = connect(url);
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  try {
    const stream = session.request({
      ":method": "POST",
      ":path": checkPath,
      "content-type": "application/json",
    });
    const answered = once(stream, "response");
    stream.write("{");
    await vi.waitFor(() => expect(vi.getTimerCount()).toBeGreaterThan(0), { timeout: 5_000 });
    await vi.advanceTimersByTimeAsync(10_000);
    expect((await answered)[0][":status"]).toBe(504);
  } finally {
    vi.useRealTimers();
    session.destroy();
  }
});

test("a caller that waits to be asked for its message is", async () => {
  const { url } = await serve();
  const session = connect(url);
  const fields = {
    ":method": "POST",
    ":path": checkPath,
    "content-type": "application/json",
    expect: "100-continue",
  };
  const stream = session.request(fields);
  await once(stream, "continue");
  stream.end("{}");
  const [head] = await once(stream, "response");
  expect(head[":status"]).toBe(200);
  session.close();
});

test("paths and methods that are none are told as such", async () => {
  const { url } = await serve();
  expect(await post(url, { ":path": "/waypost.identity.v1.IdentityService/Nothing" })).toMatchObject({
    status: 404,
  });
  expect(await post(url, { ":path": verifyPath, ":method": "PUT" })).toMatchObject({ status: 405 });
  expect(await post(url, { ":path": verifyPath, "content-type": "text/html" })).toMatchObject({
    status: 415,
  });
});

test("logic is told when its caller leaves, and other calls of the connection go on", async () => {
  const { transports, left } = await serve();
  const identity = makePeer(
    IdentityService,
    testPeer(transports["connect over h2, as between services"], "identity"),
  );
  const leaving = new AbortController();
  const waits = identity.verifyKey(testCall({ signal: leaving.signal }), {
    keyHash: new Uint8Array(32).fill(1, 0, 1),
  });
  waits.catch(() => undefined);
  const other = () => identity.verifyKey(testCall(), { keyHash: new Uint8Array(32) });
  await expect(other()).resolves.toMatchObject({ keyId: "k" });
  leaving.abort();
  await expect(waits).rejects.toMatchObject({ code: "cancelled" });
  await vi.waitFor(() => expect(left()).toBe(1));
  await expect(other()).resolves.toMatchObject({ keyId: "k" });
});
