import { setTimeout as delay } from "node:timers/promises";
import { Code, ConnectError, type Transport } from "@connectrpc/connect";
import { isRepeatable } from "../method-kind.ts";
import { PeerAddress } from "./peer-address.ts";
import type { AddressObserver } from "./peer-metrics.ts";

/** What an address is spared by: calls don't look at streams, which may rest there for days. */
type Load = "calls" | "streams";

/** How long a call waits for an address to become healthy when none is. */
const maxWaitMs = 1_000;
/** An address that has been silent for longer is not waited for. */
const hopeMs = 3_000;

/**
 * Shares calls out among the addresses of a peer: each goes to the healthy one with the fewest open calls, in turn
 * where they are equal. One that fails its health gets none, and what was under way there and may be repeated goes to
 * another. When no address is healthy, those that are down are
 * asked at once and those that only just fell silent for up to a second, within half of the call's time; then the
 * call fails as `unavailable`, without having been sent.
 */
export class PeerBalancer implements Transport {
  readonly #peer: string;
  readonly #observer: AddressObserver;
  #addresses: PeerAddress[] = [];
  #turn = 0;

  constructor(peer: string, observer: AddressObserver) {
    this.#peer = peer;
    this.#observer = observer;
  }

  /** Which addresses there are; those that stay keep their connections. */
  setAddresses(urls: readonly string[]): void {
    const kept = this.#addresses.filter(({ url }) => urls.includes(url));
    for (const address of this.#addresses) if (!kept.includes(address)) address.close();
    const known = new Set(kept.map(({ url }) => url));
    const added = urls.filter((url) => !known.has(url)).map((url) => new PeerAddress(url, this.#observer));
    this.#addresses = [...kept, ...added];
  }

  readonly unary: Transport["unary"] = async (method, signal, timeoutMs, ...rest) => {
    const begin = performance.now();
    const leftMs = () => {
      if (timeoutMs === undefined) return undefined;
      return Math.max(1, Math.floor(timeoutMs - (performance.now() - begin)));
    };
    const address = this.#pick("calls") ?? (await this.#awaitHealthy("calls", signal, timeoutMs));
    try {
      return await address.unary(method, signal, leftMs(), ...rest);
    } catch (error) {
      if (!isRepeatable(method) || address.status === "up" || !isUnavailable(error)) throw error;
      // The address fell while the call was there. That is no sign of too much load, so no budget of retries is asked.
      const other = this.#pick("calls");
      if (other === undefined) throw error;
      return await other.unary(method, signal, leftMs(), ...rest);
    }
  };

  readonly stream: Transport["stream"] = async (method, signal, timeoutMs, ...rest) => {
    const address = this.#pick("streams") ?? (await this.#awaitHealthy("streams", signal, timeoutMs));
    return await address.stream(method, signal, timeoutMs, ...rest);
  };

  /** Cuts all connections and what runs over them. */
  cut(): void {
    for (const address of this.#addresses.splice(0)) address.cut();
  }

  #pick(load: Load): PeerAddress | undefined {
    let best: PeerAddress | undefined;
    const count = this.#addresses.length;
    const turn = this.#turn++;
    for (let step = 0; step < count; step++) {
      const address = this.#addresses[(turn + step) % count];
      if (address?.status === "up" && (best === undefined || address[load] < best[load])) best = address;
    }
    return best;
  }

  async #awaitHealthy(
    load: Load,
    signal: AbortSignal | undefined,
    timeoutMs: number | undefined,
  ): Promise<PeerAddress> {
    const waitMs = Math.min(maxWaitMs, (timeoutMs ?? Number.POSITIVE_INFINITY) / 2);
    const done = new AbortController();
    const over = delay(waitMs, undefined, { ref: false, signal: done.signal }).catch(() => undefined);
    const left = new Promise<void>((resolve) => {
      signal?.addEventListener("abort", () => resolve(), { once: true, signal: done.signal });
    });
    const hopeful = this.#addresses.filter((it) => it.status !== "silent" || it.forMs < hopeMs);
    const healthy = Promise.any(hopeful.map(isUp)).catch(() => undefined);
    await Promise.race([healthy, over, left]);
    done.abort();
    const address = this.#pick(load);
    if (address !== undefined && signal?.aborted !== true) return address;
    throw new ConnectError(`No address of ${this.#peer} is healthy: ${this.#describe()}.`, Code.Unavailable);
  }

  #describe(): string {
    return this.#addresses.map(({ url, status }) => `${url} is ${status}`).join(", ") || "there is none";
  }
}

function isUnavailable(error: unknown): boolean {
  return error instanceof ConnectError && error.code === Code.Unavailable;
}

/** Rejects when it is not. */
async function isUp(address: PeerAddress): Promise<void> {
  if (!(await address.recheck())) throw new Error(`${address.url} is not healthy`);
}
