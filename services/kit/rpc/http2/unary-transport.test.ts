import { once } from "node:events";
import { constants, createServer, type Http2Server, type ServerHttp2Stream } from "node:http2";
import { createServer as createTcpServer } from "node:net";
import { create, toBinary } from "@bufbuild/protobuf";
import { Code, type Transport } from "@connectrpc/connect";
import { Http2SessionManager } from "@connectrpc/connect-node";
import { afterEach, describe, expect, test, vi } from "vitest";
import {
  IdentityService,
  VerifyKeyResponseSchema,
} from "../../../../gen/proto/waypost/identity/v1/identity_pb.ts";
import { readFailure } from "../balance/read-failure.ts";
import { maxMessageBytes } from "../rpc-limits.ts";
import { OpenExchanges } from "./open-exchanges.ts";
import { unaryTransport } from "./unary-transport.ts";

type HeadersOf = Parameters<Transport["unary"]>[3];
type Answer = (stream: ServerHttp2Stream, fields: Record<string, unknown>) => void;

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function serve(answer: Answer) {
  const server: Http2Server = createServer();
  server.on("stream", (stream, fields) => {
    stream.on("error", () => undefined);
    answer(stream as ServerHttp2Stream, fields);
  });
  const port = await listening(server);
  closing.push(() => server.close());
  return { server, ...callerOf(port) };
}

async function listening(server: Pick<Http2Server, "listen" | "address" | "once">): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server as Http2Server, "listening");
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

function callerOf(port: number) {
  const sessions = new Http2SessionManager(`http://127.0.0.1:${port}`);
  const open = new OpenExchanges();
  const unary = unaryTransport(sessions, open);
  closing.push(() => sessions.abort());
  const call = (signal?: AbortSignal, timeoutMs?: number) =>
    unary(
      IdentityService.method.verifyKey,
      signal,
      timeoutMs,
      { "x-asked": "yes" },
      { keyHash: new Uint8Array(32) },
    );
  return { call, open, sessions };
}

const proto = { ":status": 200, "content-type": "application/proto" };
const whole = toBinary(VerifyKeyResponseSchema, create(VerifyKeyResponseSchema, { keyId: "k" }));

describe("an answer", () => {
  test("is read from its pieces, with what the fields before and after it say", async () => {
    let asked: Record<string, unknown> = {};
    const { call } = await serve((stream, fields) => {
      asked = fields;
      stream.respond({ ...proto, "x-told": "once", "trailer-x-cost": "7" });
      stream.write(whole.subarray(0, 1));
      stream.end(whole.subarray(1));
    });
    const answer = await call(undefined, 1_900);
    expect(answer.message).toMatchObject({ keyId: "k" });
    expect(answer.header.get("x-told")).toBe("once");
    expect([...answer.trailer]).toEqual([["x-cost", "7"]]);
    expect(asked).toMatchObject({
      ":method": "POST",
      ":path": "/waypost.identity.v1.IdentityService/VerifyKey",
      "content-type": "application/proto",
      "connect-protocol-version": "1",
      "connect-timeout-ms": "1900",
      "x-asked": "yes",
    });
  });

  test("may be empty", async () => {
    const { call } = await serve((stream) => {
      stream.respond(proto);
      stream.end();
    });
    expect((await call()).message).toMatchObject({ keyId: "" });
  });

  test.each([
    [
      "an error of a service",
      { ":status": 404, "content-type": "application/json" },
      '{"code":"not_found"}',
      Code.NotFound,
    ],
    [
      "an error that is no JSON",
      { ":status": 503, "content-type": "application/json" },
      "<",
      Code.Unavailable,
    ],
    ["a page of a proxy", { ":status": 502, "content-type": "text/html" }, "<p>", Code.Unavailable],
    ["a success of another kind", { ":status": 200, "content-type": "text/html" }, "<p>", Code.Unknown],
    ["a broken message", proto, "\u00ff", Code.Internal],
    ["more than the limit", proto, "a".repeat(maxMessageBytes + 1), Code.ResourceExhausted],
  ])("that is %s is an error", async (_, fields, body, code) => {
    const { call } = await serve((stream) => {
      stream.respond(fields);
      stream.end(body);
    });
    await expect(call()).rejects.toMatchObject({ code });
  });

  test.each([
    ["is compressed", { ...proto, "content-encoding": "gzip" }, whole, Code.Internal],
    ["is cut off", { ...proto, "content-length": String(whole.length + 1) }, whole, Code.Internal],
  ])("that %s is no answer", async (_, fields, body, code) => {
    const { call } = await serve((stream) => {
      stream.respond(fields);
      stream.write(body, () => stream.close(constants.NGHTTP2_NO_ERROR));
    });
    await expect(call()).rejects.toMatchObject({ code });
  });

  test("leaves nothing behind at the other side", async () => {
    const resets: (number | undefined)[] = [];
    const { call } = await serve((stream) => {
      stream.on("close", () => resets.push(stream.rstCode));
      stream.respond(proto);
      stream.end(whole);
      stream.resume();
    });
    await Promise.all(Array.from({ length: 20 }, () => call()));
    await vi.waitFor(() => expect(resets).toEqual(Array(20).fill(constants.NGHTTP2_NO_ERROR)));
  });

  test("may come before the question was sent, of which the rest is then not sent", async () => {
    const { sessions } = await serve((stream) => {
      stream.respond(proto);
      stream.end(whole);
    });
    const unary = unaryTransport(sessions, new OpenExchanges());
    const keyHash = new Uint8Array(maxMessageBytes - 100);
    const { message } = await unary(IdentityService.method.verifyKey, undefined, undefined, undefined, {
      keyHash,
    });
    expect(message).toMatchObject({ keyId: "k" });
    await vi.waitFor(() => expect(sessions.state()).toBe("idle"));
  });

  test("that never ends is left at the limit", async () => {
    const closed = vi.fn();
    const { call } = await serve((stream) => {
      stream.on("close", closed);
      stream.respond(proto);
      const more = () => {
        while (!stream.destroyed && stream.write(Buffer.alloc(64 * 1024)));
        stream.once("drain", more);
      };
      more();
    });
    await expect(call()).rejects.toMatchObject({ code: Code.ResourceExhausted });
    await vi.waitFor(() => expect(closed).toHaveBeenCalled());
  });
});

test("what can't be sent is not sent", async () => {
  const asked = vi.fn();
  const { sessions, open } = await serve(asked);
  const unary = unaryTransport(sessions, open);
  const ask = (headers: HeadersOf, keyHash: Uint8Array) =>
    unary(IdentityService.method.verifyKey, undefined, 1_000, headers, { keyHash });
  const hash = new Uint8Array(32);
  for (const headers of [{ "x-id": "a\nb" }, { "x-id": "\u4e00" }, [["x id", "b"]]] satisfies HeadersOf[])
    await expect(ask(headers, hash)).rejects.toMatchObject({ code: Code.Internal });
  await expect(ask({}, new Uint8Array(maxMessageBytes))).rejects.toMatchObject({
    code: Code.ResourceExhausted,
  });
  // Not bytes at all, as a caller without types could have it.
  await expect(ask({}, 7 as never)).rejects.toMatchObject({ code: Code.Internal });
  expect(asked).not.toHaveBeenCalled();
});

describe("without an answer", () => {
  test.each([
    ["refused", constants.NGHTTP2_REFUSED_STREAM, Code.Unavailable],
    ["cancelled", constants.NGHTTP2_CANCEL, Code.Canceled],
    ["told to be calm", constants.NGHTTP2_ENHANCE_YOUR_CALM, Code.ResourceExhausted],
    ["failed", constants.NGHTTP2_INTERNAL_ERROR, Code.Internal],
    ["just closed", constants.NGHTTP2_NO_ERROR, Code.Aborted],
  ])("a call that is %s says so", async (_, reset, code) => {
    const { call } = await serve((stream) => stream.close(reset));
    await expect(call()).rejects.toMatchObject({ code });
  });

  test.each([
    ["before its answer", (stream: ServerHttp2Stream) => void stream.session?.destroy()],
    [
      "in the middle of its answer",
      (stream: ServerHttp2Stream) => {
        stream.respond(proto);
        stream.write(whole, () => stream.session?.destroy());
      },
    ],
    ["by a reset", (stream: ServerHttp2Stream) => void stream.session?.socket.resetAndDestroy()],
  ])("one whose connection breaks %s is told from one that was answered", async (_, answer) => {
    const { call } = await serve(answer);
    const error: unknown = await call().catch((thrown: unknown) => thrown);
    expect(readFailure(error, false, true)).toMatchObject({
      kind: "broken",
      error: { code: Code.Unavailable },
    });
  });

  test("one to nobody is unavailable", async () => {
    const { server, call } = await serve(() => undefined);
    server.close();
    await once(server, "close");
    await expect(call()).rejects.toMatchObject({ code: Code.Unavailable });
  });

  test("one ends with its time, its caller or its connection, and tells the other side", async () => {
    const resets: (number | undefined)[] = [];
    let asked = 0;
    const { call, open } = await serve((stream) => {
      asked++;
      stream.on("close", () => resets.push(stream.rstCode));
    });
    await expect(call(undefined, 50)).rejects.toMatchObject({ code: Code.DeadlineExceeded });
    const left = new AbortController();
    const leaving = call(left.signal);
    const given = call();
    await vi.waitFor(() => expect(asked).toBe(3));
    left.abort(new Error("left"));
    open.failAll(new Error("silent"));
    await expect(leaving).rejects.toMatchObject({ code: Code.Canceled, rawMessage: "left" });
    await expect(given).rejects.toThrow("silent");
    await vi.waitFor(() => expect(resets).toEqual(Array(3).fill(constants.NGHTTP2_CANCEL)));
    await expect(call(AbortSignal.abort(new Error("before")))).rejects.toMatchObject({ code: Code.Canceled });
  });

  test("one ends in time also while the connection opens", async () => {
    const silent = createTcpServer();
    const { call } = callerOf(await listening(silent as unknown as Http2Server));
    closing.push(() => silent.close());
    const left = new AbortController();
    const leaving = call(left.signal);
    left.abort();
    await expect(leaving).rejects.toMatchObject({ code: Code.Canceled });
    await expect(call(undefined, 50)).rejects.toMatchObject({ code: Code.DeadlineExceeded });
  });
});
