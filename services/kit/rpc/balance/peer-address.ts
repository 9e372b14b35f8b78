import { setTimeout as delay } from "node:timers/promises";
import type { Transport } from "@connectrpc/connect";
import { isRepeatable } from "../method-kind.ts";
import { type AddressStatus, checkHealth } from "./check-health.ts";
import { PeerLine } from "./peer-line.ts";
import type { AddressObserver } from "./peer-metrics.ts";
import { type Failure, readFailure } from "./read-failure.ts";

/** When an address is asked for its health. Together below a second, so that no call goes to a dead one after that. */
const everyMs = 200;
const silentAfterMs = 550;
/** A silent one gets a new connection with each check, as the old one may wait for seconds to send again. */
const probeMs = 1_000;

/**
 * One address of a peer: its connection, what runs there, and its health, which is checked every 200 ms from the first
 * call until {@link PeerAddress.close}.
 *
 * unknown → up ⇄ down (it says so, or nothing listens) and up ⇄ silent (no answer for 550 ms, neither to the check nor
 * to a call). A connection that fell silent is given up: open streams and calls that may be repeated fail at once.
 */
export class PeerAddress {
  readonly url: string;
  #observer: AddressObserver;
  readonly #closing = new AbortController();
  #line: PeerLine;
  #status: AddressStatus = "unknown";
  #since = performance.now();
  #heardAt = 0;
  #calls = 0;
  #streams = 0;
  #wake = new AbortController();
  #checked = Promise.withResolvers<boolean>();

  constructor(url: string, observer: AddressObserver) {
    this.url = url;
    this.#observer = observer;
    this.#line = new PeerLine(url);
    observer.status(url, "unknown");
    // The checks themselves never fail; should they, nothing is known any more.
    this.#watch().catch(() => this.#become("down"));
  }

  get status(): AddressStatus {
    return this.#status;
  }

  /** Unary calls that are open. */
  get calls(): number {
    return this.#calls;
  }

  /** Streams that are open; one may last for days and cost nothing. */
  get streams(): number {
    return this.#streams;
  }

  /** How long it has been as it is. */
  get forMs(): number {
    return performance.now() - this.#since;
  }

  /** Asks for the health now; resolves with whether it is up when that check has ended. */
  recheck(): Promise<boolean> {
    this.#wake.abort();
    return this.#checked.promise;
  }

  readonly unary: Transport["unary"] = async (method, signal, timeoutMs, header, message, values) => {
    const line = this.#line;
    this.#calls++;
    this.#showPending();
    try {
      const response = await line.transport.unary(method, signal, timeoutMs, header, message, values);
      this.#heard(line);
      this.#observer.ended(this.url, "ok");
      return response;
    } catch (error) {
      throw this.#failed(readFailure(error, signal?.aborted === true, isRepeatable(method)), line);
    } finally {
      this.#calls--;
      this.#showPending();
    }
  };

  readonly stream: Transport["stream"] = async (method, signal, timeoutMs, header, input, values) => {
    const line = this.#line;
    const both = signal === undefined ? line.given : AbortSignal.any([signal, line.given]);
    this.#streams++;
    this.#showPending();
    try {
      const response = await line.transport.stream(method, both, timeoutMs, header, input, values);
      return { ...response, message: this.#counted(response.message, line, signal) };
    } catch (error) {
      this.#streams--;
      this.#showPending();
      throw this.#failed(readFailure(error, signal?.aborted === true, true), line);
    }
  };

  /** Ends the checks; what runs here may end by itself for a moment. */
  close(): void {
    this.#closing.abort();
    this.#wake.abort();
    this.#line.giveUp("The address is not used any more.");
    this.#observer.gone(this.url);
    // What still ends here is counted, but an address that is gone is neither down nor busy.
    this.#observer = { ...this.#observer, status: ignore, pending: ignore };
  }

  /** Cuts what runs here. */
  cut(): void {
    this.#closing.abort();
    this.#wake.abort();
    this.#line.cut();
  }

  async *#counted<T>(
    items: AsyncIterable<T>,
    line: PeerLine,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<T> {
    let failed = false;
    try {
      for await (const item of items) {
        this.#heard(line);
        yield item;
      }
    } catch (error) {
      failed = true;
      throw this.#failed(readFailure(error, signal?.aborted === true, true), line);
    } finally {
      if (!failed) this.#observer.ended(this.url, "ok");
      this.#streams--;
      this.#showPending();
    }
  }

  async #watch(): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted) {
      const line = this.#line;
      const asked = performance.now();
      let finding = await checkHealth(line.transport, this.#status === "silent" ? probeMs : silentAfterMs);
      if (signal.aborted) break;
      if (finding === "silent" && this.#heardAt > asked) finding = "up";
      if (finding === "silent") {
        this.#line = new PeerLine(this.url);
        line.giveUp("The peer does not answer.");
      }
      this.#become(finding);
      const checked = this.#checked;
      this.#checked = Promise.withResolvers();
      checked.resolve(finding === "up");
      this.#wake = new AbortController();
      const pauseMs = everyMs * (0.9 + 0.2 * Math.random());
      await delay(pauseMs, undefined, { ref: false, signal: this.#wake.signal }).catch(() => undefined);
    }
    this.#checked.resolve(false);
  }

  #become(status: AddressStatus): void {
    if (status === this.#status) return;
    this.#status = status;
    this.#since = performance.now();
    this.#observer.status(this.url, status);
  }

  #showPending(): void {
    this.#observer.pending(this.url, this.#calls + this.#streams);
  }

  #heard(line: PeerLine): void {
    if (line === this.#line) this.#heardAt = performance.now();
  }

  /** Books how a call failed; the answer is what to throw. */
  #failed({ kind, error }: Failure, line: PeerLine): unknown {
    this.#observer.ended(this.url, kind === "answered" ? "ok" : "failed");
    if (kind === "answered") this.#heard(line);
    // The next calls must not find that out one by one.
    if (kind === "broken" && line === this.#line) {
      this.#become("down");
      this.#wake.abort();
    }
    return error;
  }
}

function ignore(): void {}
