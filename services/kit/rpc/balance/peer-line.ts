import { Code, ConnectError, type Transport } from "@connectrpc/connect";
import { createConnectTransport, Http2SessionManager } from "@connectrpc/connect-node";
import { OpenExchanges } from "../http2/open-exchanges.ts";
import { unaryTransport } from "../http2/unary-transport.ts";
import { maxMessageBytes } from "../rpc-limits.ts";

/** How long calls of a line that fell silent may still be answered. They have deadlines of 2 s. */
const lingerMs = 3_000;

/**
 * One HTTP/2 connection to an address: opened at the first call, opened again when it broke. Unary calls go by
 * {@link unaryTransport}, streams by Connect's own client.
 */
export class PeerLine {
  readonly transport: Transport;
  readonly #sessions: Http2SessionManager;
  readonly #given = new AbortController();
  readonly #repeatable = new OpenExchanges();

  constructor(baseUrl: string) {
    // Pings while calls are open: streams of a connection that is half open end within 13 s, whatever else is known.
    const pings = { pingIntervalMs: 10_000, pingTimeoutMs: 3_000 };
    this.#sessions = new Http2SessionManager(baseUrl, pings, { settings: { enablePush: false } });
    const { stream } = createConnectTransport({
      baseUrl,
      httpVersion: "2",
      sessionManager: this.#sessions,
      readMaxBytes: maxMessageBytes,
      writeMaxBytes: maxMessageBytes,
      acceptCompression: [],
    });
    this.transport = { unary: unaryTransport(this.#sessions, this.#repeatable), stream };
  }

  /** Fires when the line is given up; streams end with it. */
  get given(): AbortSignal {
    return this.#given.signal;
  }

  /** The other side is silent: what may be made again fails at once, the rest has a moment more, then it is cut. */
  giveUp(why: string): void {
    const error = new ConnectError(why, Code.Unavailable);
    this.#repeatable.failAll(error);
    this.#given.abort(error);
    setTimeout(() => this.cut(), lingerMs).unref();
  }

  /** Ends the connection and what runs over it. */
  cut(): void {
    this.#sessions.abort(new ConnectError("The connection was closed.", Code.Unavailable));
  }
}
