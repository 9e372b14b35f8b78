import { connect } from "node:net";
import type { PoolClient } from "pg";
import { isSocket, type PostgresAddress, socketFile } from "./postgres-address.ts";

/** What is needed of a connection to cancel what it runs; `pg` keeps these after the handshake without typing them all. */
export interface BackendKey extends PostgresAddress {
  readonly processId: number;
  readonly secretKey: number;
}

/** The key of a connected client, or null when it is no longer connected. */
export function backendKeyOf(client: PoolClient): BackendKey | null {
  const { host, port, processID, secretKey }: Partial<Record<string, unknown>> = { ...client };
  if (typeof host !== "string" || typeof port !== "number") return null;
  if (typeof processID !== "number" || typeof secretKey !== "number") return null;
  return { host, port, processId: processID, secretKey };
}

/**
 * Asks PostgreSQL to cancel what a connection runs, over a connection of its own that needs no login (the
 * CancelRequest of the protocol, https://www.postgresql.org/docs/18/protocol-flow.html#PROTOCOL-FLOW-CANCELING-REQUESTS).
 *
 * Resolves when the server has passed the request on, or after `timeoutMs` at the latest; never rejects, as the
 * statement's own time limit stands behind it. The server does not say whether there was anything to cancel.
 */
export function sendCancelRequest(key: BackendKey, timeoutMs = 2_000): Promise<void> {
  return new Promise((resolve) => {
    const socket = isSocket(key) ? connect(socketFile(key)) : connect(key.port, key.host);
    const message = Buffer.alloc(16);
    const CANCEL_REQUEST_CODE = 80877102;
    message.writeInt32BE(message.length, 0);
    message.writeInt32BE(CANCEL_REQUEST_CODE, 4);
    message.writeInt32BE(key.processId, 8);
    message.writeInt32BE(key.secretKey, 12);
    socket.setTimeout(timeoutMs, () => socket.destroy());
    socket.once("connect", () => socket.write(message));
    socket.on("error", () => undefined);
    socket.once("close", () => resolve());
    socket.resume();
  });
}
