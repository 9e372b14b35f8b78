import { setTimeout as delay, setImmediate as nextTurn } from "node:timers/promises";
import { Code, ConnectError, type Transport } from "@connectrpc/connect";
import { Health, servingStatus } from "../health-descriptor.ts";

/**
 * What a health check found. `down`: the peer says so, or refuses the connection. `silent`: no answer in time, or a
 * connection that takes no more calls; either way another connection is needed.
 */
export type HealthFinding = "up" | "down" | "silent";

/** `unknown` until the first check has ended; see {@link HealthFinding} for the others. */
export type AddressStatus = "unknown" | HealthFinding;

/**
 * Asks a server for its health by `grpc.health.v1`. A server that answers without knowing that contract is up. When
 * this process itself was busy, so that its timer came late, the answer gets as much more time: it may be here already.
 */
export async function checkHealth(transport: Transport, silentAfterMs: number): Promise<HealthFinding> {
  const left = new AbortController();
  const asked = ask(transport, left.signal);
  const late = (async (): Promise<HealthFinding> => {
    const begin = performance.now();
    await delay(silentAfterMs, undefined, { ref: false, signal: left.signal });
    const lateMs = performance.now() - begin - silentAfterMs;
    if (lateMs > 20)
      await delay(Math.min(lateMs, silentAfterMs), undefined, { ref: false, signal: left.signal });
    await nextTurn();
    return "silent";
  })();
  late.catch(() => undefined);
  try {
    return await Promise.race([asked, late]);
  } finally {
    left.abort(new ConnectError("The health check was left.", Code.Canceled));
  }
}

async function ask(transport: Transport, signal: AbortSignal): Promise<HealthFinding> {
  try {
    const { message } = await transport.unary(Health.method.check, signal, undefined, undefined, {
      service: "",
    });
    return message.status === servingStatus.serving ? "up" : "down";
  } catch (error) {
    const { code } = ConnectError.from(error);
    // Node refuses streams of a connection for good once it counts too much memory for it.
    if (code === Code.ResourceExhausted) return "silent";
    return code === Code.Unimplemented || code === Code.NotFound ? "up" : "down";
  }
}
