import { type ClientHttp2Stream, constants, type IncomingHttpHeaders } from "node:http2";
import { Code, ConnectError } from "@connectrpc/connect";
import { brokenStreamError, ignoreErrors } from "./broken-stream.ts";
import type { OpenExchange, OpenExchanges } from "./open-exchanges.ts";
import { readWhole } from "./read-whole.ts";

/** What came back. */
export interface UnaryAnswer {
  /** The fields of the answer, `:status` among them. */
  readonly fields: IncomingHttpHeaders;
  /** The body; longer than the limit when the answer was. */
  readonly bytes: Uint8Array;
}

/** Until when an answer is waited for. */
export interface Patience {
  /** Ends it when it fires, by its reason. */
  readonly signal: AbortSignal | undefined;
  /** Counted from the making of the exchange; absent: for ever. */
  readonly timeoutMs: number | undefined;
  /** An answer is not read much beyond it. */
  readonly maxBytes: number;
  /** Where it is while it is under way, to be given up with others; absent: nowhere. */
  readonly open: OpenExchanges | undefined;
}

/**
 * One request and its answer over a stream of HTTP/2, each as one piece. `answer` rejects with a ConnectError: for a
 * signal that fired, a time that is over, a connection that does not open, and a stream that breaks.
 */
export class UnaryExchange implements OpenExchange {
  place = -1;
  readonly #answer = Promise.withResolvers<UnaryAnswer>();
  readonly #signal: AbortSignal | undefined;
  readonly #open: OpenExchanges | undefined;
  readonly #timer: NodeJS.Timeout | undefined;
  readonly #maxBytes: number;
  #fields: IncomingHttpHeaders | undefined;
  #stream: ClientHttp2Stream | undefined;
  #stopReading: (() => void) | undefined;
  #ended = false;

  constructor({ signal, timeoutMs, maxBytes, open }: Patience) {
    this.#signal = signal;
    this.#open = open;
    this.#maxBytes = maxBytes;
    if (timeoutMs !== undefined) this.#timer = setTimeout(this.#onTimeout, timeoutMs);
    open?.add(this);
    if (signal?.aborted === true) this.#onAbort();
    else signal?.addEventListener("abort", this.#onAbort);
  }

  get answer(): Promise<UnaryAnswer> {
    return this.#answer.promise;
  }

  /** Sends the request over a stream whose headers are on their way. */
  send(stream: ClientHttp2Stream, bytes: Uint8Array): void {
    if (this.#ended) {
      ignoreErrors(stream);
      cancel(stream);
      return;
    }
    this.#stream = stream;
    stream.on("response", this.#onResponse);
    this.#stopReading = readWhole(stream, this.#maxBytes, this);
    stream.end(bytes);
  }

  /** Gives up. */
  fail(error: unknown): void {
    if (this.#ended) return;
    const stream = this.#stream;
    this.#end();
    if (stream !== undefined) cancel(stream);
    this.#answer.reject(error);
  }

  /** All of the answer, or more than its limit, was read. */
  done(bytes: Uint8Array): void {
    const fields = this.#fields;
    if (fields === undefined) {
      this.broke(undefined);
      return;
    }
    const stream = this.#stream;
    this.#end();
    // What is left of either side is not wanted.
    if (stream !== undefined && (bytes.byteLength > this.#maxBytes || !stream.writableFinished))
      cancel(stream);
    this.#answer.resolve({ fields, bytes });
  }

  /** The stream broke. */
  broke(error: Error | undefined): void {
    this.fail(brokenStreamError(this.#stream?.rstCode ?? 0, error));
  }

  readonly #onResponse = (fields: IncomingHttpHeaders): void => {
    this.#fields = fields;
  };

  readonly #onAbort = (): void => {
    this.fail(ConnectError.from(this.#signal?.reason, Code.Canceled));
  };

  readonly #onTimeout = (): void => {
    this.fail(new ConnectError("The time for the answer is over.", Code.DeadlineExceeded));
  };

  /** Lets go of all that outlives the exchange. */
  #end(): void {
    this.#ended = true;
    clearTimeout(this.#timer);
    this.#open?.remove(this);
    this.#signal?.removeEventListener("abort", this.#onAbort);
    this.#stopReading?.();
    this.#stream?.off("response", this.#onResponse);
    this.#stream = undefined;
  }
}

function cancel(stream: ClientHttp2Stream): void {
  if (!stream.closed) stream.close(constants.NGHTTP2_CANCEL);
  // Node keeps a stream that was not read to its end.
  stream.resume();
}
