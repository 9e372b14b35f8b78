import { Code, ConnectError, type Transport } from "@connectrpc/connect";
import { createConnectTransport, Http2SessionManager } from "@connectrpc/connect-node";
import { maxMessageBytes } from "./rpc-limits.ts";

/** How to reach a service of other processes; see {@link connectPeer}. */
export interface PeerConnection {
  readonly transport: Transport;
  /** Cuts the connections and what runs over them. */
  close(): void;
}

/**
 * Connects to a service of other processes over HTTP/2: one connection per address, opened at the first call, kept
 * and checked by pings (every 10 s while in use), opened again when it broke. With several addresses each call, and
 * so each retry, goes to the next one.
 * @param urls such as `http://10.0.0.7:9090`, at least one
 */
export function connectPeer(urls: readonly string[]): PeerConnection {
  const connections = urls.map((baseUrl) => {
    const sessions = new Http2SessionManager(baseUrl, { pingIntervalMs: 10_000, pingTimeoutMs: 3_000 });
    const transport = createConnectTransport({
      baseUrl,
      httpVersion: "2",
      sessionManager: sessions,
      readMaxBytes: maxMessageBytes,
      writeMaxBytes: maxMessageBytes,
      acceptCompression: [],
    });
    return { sessions, transport };
  });
  let turn = 0;
  const next = (): Transport => {
    const connection = connections[turn++ % connections.length];
    if (connection === undefined)
      throw new ConnectError("No address is known for this peer.", Code.Unavailable);
    return connection.transport;
  };
  return {
    transport: {
      unary: (...args) => next().unary(...args),
      stream: (...args) => next().stream(...args),
    },
    close() {
      for (const { sessions } of connections) sessions.abort();
    },
  };
}
