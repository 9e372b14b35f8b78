import { constants, type Http2Stream } from "node:http2";
import { Code, ConnectError } from "@connectrpc/connect";

/** What the reset codes of HTTP/2 mean, as gRPC has it; the others are `internal`. */
const codes = new Map<number, Code>([
  [constants.NGHTTP2_REFUSED_STREAM, Code.Unavailable],
  [constants.NGHTTP2_CANCEL, Code.Canceled],
  [constants.NGHTTP2_ENHANCE_YOUR_CALM, Code.ResourceExhausted],
  [constants.NGHTTP2_INADEQUATE_SECURITY, Code.PermissionDenied],
  [constants.NGHTTP2_HTTP_1_1_REQUIRED, Code.PermissionDenied],
]);

/**
 * The error of a call whose stream ended without an answer: what the code means with which the other side reset it, else
 * `aborted`. A connection that breaks may cancel its streams, so `aborted` and `canceled` both stand for that.
 * @param rstCode the stream's, 0 when it was not reset
 */
export function brokenStreamError(rstCode: number, cause: Error | undefined): ConnectError {
  if (rstCode === constants.NGHTTP2_NO_ERROR || isOfConnection(cause)) {
    return new ConnectError(
      cause?.message ?? "closed without an answer",
      Code.Aborted,
      undefined,
      undefined,
      cause,
    );
  }
  const code = codes.get(rstCode) ?? Code.Internal;
  return new ConnectError(`the stream was reset with code ${rstCode}`, code, undefined, undefined, cause);
}

/** When a connection breaks, its streams may be reset with any code, which then means nothing. */
function isOfConnection(cause: Error | undefined): boolean {
  return cause !== undefined && "code" in cause && cause.code !== "ERR_HTTP2_STREAM_ERROR";
}

/** For a stream whose outcome no longer matters: its errors must not end the process. */
export function ignoreErrors(stream: Http2Stream): void {
  stream.on("error", ignore);
}

function ignore(): void {}
