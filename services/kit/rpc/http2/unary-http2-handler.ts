import { constants, type IncomingHttpHeaders, type ServerHttp2Stream } from "node:http2";
import { Code, ConnectError } from "@connectrpc/connect";
import type { UniversalHandler, UniversalServerRequest } from "@connectrpc/connect/protocol";
import type { Logger } from "pino";
import { maxMessageBytes } from "../rpc-limits.ts";
import { brokenStreamError, ignoreErrors } from "./broken-stream.ts";
import { toHttp2Fields, toWebHeaders } from "./http2-headers.ts";
import { onePiece, wholeBody } from "./one-piece.ts";
import { readWhole } from "./read-whole.ts";

/** How long a caller may take to send its message; deadlines count from then on. */
const bodyTimeoutMs = 10_000;

/** Whether a request is a unary call of Connect by POST, with no more ado, which {@link answerUnary} can answer. */
export function isConnectUnary(fields: IncomingHttpHeaders): boolean {
  const type = fields["content-type"];
  if (fields[":method"] !== "POST" || fields.expect !== undefined) return false;
  return type === "application/proto" || type === "application/json";
}

/**
 * Answers a unary call of Connect over HTTP/2 by its handler. The body is read when the handler asks for it, as a whole
 * but not much beyond the limit of a message; the answer is written as one piece. The signal of the request fires when
 * the caller leaves before that.
 */
export function answerUnary(
  handler: UniversalHandler,
  stream: ServerHttp2Stream,
  fields: IncomingHttpHeaders,
  log: Logger,
): void {
  const left = new AbortController();
  const onClose = () => left.abort(new ConnectError("The caller went away.", Code.Canceled));
  stream.on("close", onClose);
  ignoreErrors(stream);
  let wasRead = false;
  const request: UniversalServerRequest = {
    httpVersion: "2.0",
    method: "POST",
    // Only what follows the path counts here. What the caller says its host is may not even be one.
    url: `http://localhost${fields[":path"]}`,
    header: toWebHeaders(fields),
    body: onePiece(async () => {
      const bytes = await readRequest(stream);
      wasRead = bytes.byteLength <= maxMessageBytes;
      return bytes;
    }),
    signal: left.signal,
  };
  const answer = async () => {
    const { status, header, body } = await handler(request);
    const bytes = await wholeBody(body);
    stream.off("close", onClose);
    if (stream.closed || stream.destroyed) {
      dismiss(stream, constants.NGHTTP2_NO_ERROR);
      return;
    }
    stream.respond({ ...toHttp2Fields(header), ":status": status });
    // A caller that still sends is told to stop.
    stream.end(bytes, wasRead ? undefined : () => dismiss(stream, constants.NGHTTP2_NO_ERROR));
  };
  answer().catch((error: unknown) => {
    // What logic threw was reported by the interceptor and answered.
    log.debug({ err: error, rpc: handler.method.name }, "An answer could not be sent");
    dismiss(stream, constants.NGHTTP2_INTERNAL_ERROR);
  });
}

async function readRequest(stream: ServerHttp2Stream): Promise<Uint8Array> {
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
  const stop = readWhole(stream, maxMessageBytes, {
    done: resolve,
    broke: (error) => reject(brokenStreamError(stream.rstCode ?? 0, error)),
  });
  const timer = setTimeout(() => {
    stop();
    reject(new ConnectError("The message took too long to come.", Code.DeadlineExceeded));
  }, bodyTimeoutMs);
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
  }
}

function dismiss(stream: ServerHttp2Stream, code: number): void {
  if (!stream.closed) stream.close(code);
  // Node keeps a stream that was not read to its end.
  stream.resume();
}
