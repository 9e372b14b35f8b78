import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { addressBytes } from "./address-bytes.ts";
import { type DayKeys, dayMs } from "./day-keys.ts";
import type { VisitorAddress } from "./trusted-proxies.ts";

/** A visitor's address, sealed, and the day of the key; no bytes when there was no key or no address. */
export interface SealedAddress {
  readonly bytes: Uint8Array | null;
  readonly day: number;
}

/** Seals the address of whoever sent a request; once per connection and day, unless a proxy speaks for many. */
export class VisitorSealer {
  readonly #keys: DayKeys;
  readonly #addressOf: VisitorAddress;
  readonly #ofConnection = new WeakMap<Socket, SealedAddress>();

  constructor(keys: DayKeys, addressOf: VisitorAddress) {
    this.#keys = keys;
    this.#addressOf = addressOf;
  }

  seal(request: IncomingMessage, now: number): SealedAddress {
    const day = Math.floor(now / dayMs);
    const forwardedFor = request.headers["x-forwarded-for"];
    const text = Array.isArray(forwardedFor) ? forwardedFor.join(",") : forwardedFor;
    const direct = text === undefined;
    const { socket } = request;
    if (direct) {
      const known = this.#ofConnection.get(socket);
      if (known !== undefined && known.day === day && known.bytes !== null) return known;
    }
    const bytes = addressBytes(this.#addressOf(socket.remoteAddress ?? "", text));
    const sealed = { bytes: bytes === null ? null : this.#keys.seal(bytes, day), day };
    if (direct) this.#ofConnection.set(socket, sealed);
    return sealed;
  }
}
