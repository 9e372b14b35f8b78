import { once } from "node:events";
import { connect, createServer, type Http2Stream } from "node:http2";
import { afterEach, expect, test } from "vitest";
import { readWhole } from "./read-whole.ts";

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** Both ends of a stream, of which nothing was read. */
async function openStream(body: string | undefined) {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const session = connect(`http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`);
  closing.push(
    () => session.destroy(),
    () => server.close(),
  );
  const client = session.request({ ":method": "POST" }, { endStream: body === undefined });
  client.on("error", () => undefined);
  if (body !== undefined) client.end(body);
  const [stream] = await once(server, "stream");
  stream.on("error", () => undefined);
  return { client, stream: stream as Http2Stream };
}

function read(stream: Http2Stream, maxBytes = 1_000): Promise<string> {
  return new Promise((resolve, reject) => {
    readWhole(stream, maxBytes, {
      done: (bytes) => resolve(String(Buffer.from(bytes))),
      broke: () => reject(new Error("broke")),
    });
  });
}

test("reads to the end, also when that has come already", async () => {
  const { stream } = await openStream("whole");
  expect(await read(stream)).toBe("whole");
  const empty = await openStream(undefined);
  await new Promise(setImmediate);
  expect(await read(empty.stream)).toBe("");
});

test("tells that a stream is broken, also one that was before", async () => {
  const { stream } = await openStream("whole");
  stream.destroy();
  await once(stream, "close");
  await expect(read(stream)).rejects.toThrow("broke");
});

test("leaves nothing of the reader with the stream", async () => {
  const { stream } = await openStream("whole");
  const stop = readWhole(stream, 1_000, { done: () => undefined, broke: () => undefined });
  const counts = () => ["data", "end", "close"].map((name) => stream.listenerCount(name));
  const [data = 0, end = 0, close = 0] = counts();
  stop();
  expect(counts()).toEqual([data - 1, end - 1, close - 1]);
});
