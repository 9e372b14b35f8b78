import { type Cipheriv, createCipheriv } from "node:crypto";

/** The key of one UTC day. */
export interface DayKey {
  /** Days since 1970-01-01 UTC. */
  readonly day: number;
  /** AES-128. */
  readonly key: Uint8Array;
}

export const dayMs = 86_400_000;

/**
 * Seals visitors' addresses with ipcrypt-deterministic (draft-denis-ipcrypt): one AES-128 block of the address as 16
 * bytes, IPv4 as mapped IPv6. Equal addresses of a day seal alike, and nobody reads them after the key is destroyed.
 */
export class DayKeys {
  readonly #ciphers = new Map<number, Cipheriv>();

  /** Takes the keys given and forgets those of days before the earliest of them. */
  set(keys: readonly DayKey[]): void {
    const earliest = Math.min(...keys.map((key) => key.day));
    for (const day of this.#ciphers.keys()) if (day < earliest) this.#ciphers.delete(day);
    for (const { day, key } of keys) {
      // One block is a permutation of its own; without padding the cipher gives each block as it comes.
      if (!this.#ciphers.has(day))
        this.#ciphers.set(day, createCipheriv("aes-128-ecb", key, null).setAutoPadding(false));
    }
  }

  has(day: number): boolean {
    return this.#ciphers.has(day);
  }

  /** 16 bytes sealed; null when there is no key for the day. */
  seal(address: Uint8Array, day: number): Uint8Array | null {
    return this.#ciphers.get(day)?.update(address) ?? null;
  }
}
