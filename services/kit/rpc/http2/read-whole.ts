import type { Http2Stream } from "node:http2";
import { ignoreErrors } from "./broken-stream.ts";
import { joinPieces } from "./one-piece.ts";

/** What {@link readWhole} tells; one of the two, once. */
export interface WholeReader {
  /**
   * The other side ended, or sent more than the limit: then `bytes` is longer than that, and the stream is paused. The
   * caller must close and resume it, or it stays for as long as its connection.
   */
  done(bytes: Uint8Array): void;
  /** The stream broke, or was reset, before that. */
  broke(error: Error | undefined): void;
}

/**
 * Reads all that the other side sends, but stops soon after `maxBytes`.
 *
 * The stream holds nothing of the reader afterwards. That matters for speed: V8 moves streams that have ended to its old
 * generation (tables of long-lived maps that grew anew keep pointing at them) and, with them, all that they hold.
 * @returns stops reading, without telling
 */
export function readWhole(stream: Http2Stream, maxBytes: number, reader: WholeReader): () => void {
  const pieces: Uint8Array[] = [];
  let size = 0;
  const stop = () => {
    stream.off("data", onData).off("end", onEnd).off("error", onBroken).off("close", onBroken);
    ignoreErrors(stream);
  };
  const onData = (piece: Uint8Array) => {
    pieces.push(piece);
    size += piece.byteLength;
    if (size <= maxBytes) return;
    stop();
    stream.pause();
    reader.done(joinPieces(pieces));
  };
  const onEnd = () => {
    stop();
    // A stream that was reset ends as well.
    if ((stream.rstCode ?? 0) === 0) reader.done(joinPieces(pieces));
    else reader.broke(undefined);
  };
  const onBroken = (error?: Error) => {
    stop();
    reader.broke(error);
  };
  // Node tells the end of a request without a body at once, before anybody may have asked for it.
  if (stream.readableEnded) onEnd();
  else if (stream.destroyed) onBroken();
  else stream.on("data", onData).on("end", onEnd).on("error", onBroken).on("close", onBroken);
  return stop;
}
