import { createDecipheriv, createHmac, hash } from "node:crypto";

/** What is derived from the secret of a day. */
export interface DayKey {
  /** AES-128 key that seals addresses. */
  readonly sealKey: Buffer;
  /** Key of the visitor hash. */
  readonly salt: Buffer;
}

/** Both keys of a day from its one secret, so that destroying the secret destroys both. */
export function deriveDayKey(secret: Buffer): DayKey {
  const derive = (label: string) => createHmac("sha256", secret).update(label).digest();
  return { sealKey: derive("waypost address seal").subarray(0, 16), salt: derive("waypost visitor salt") };
}

/**
 * Opens addresses sealed as in ipcrypt-deterministic (draft-denis-ipcrypt): one AES-128 block over the 16 bytes of
 * the IPv6 address, or of the IPv4 address mapped to it.
 */
export class AddressOpener {
  readonly #decipher;

  constructor(sealKey: Buffer) {
    this.#decipher = createDecipheriv("aes-128-ecb", sealKey, null).setAutoPadding(false);
  }

  /** The 16 bytes of the address. */
  open(sealed: Buffer): Buffer {
    return this.#decipher.update(sealed);
  }
}

/** An address of 16 bytes as text: `192.0.2.1` or eight groups of hex. */
export function addressText(address: Buffer): string {
  const mapped =
    address.readUInt32BE(8) === 0x0000ffff && address.readUInt32BE(0) === 0 && address.readUInt32BE(4) === 0;
  if (mapped) return `${address[12]}.${address[13]}.${address[14]}.${address[15]}`;
  const groups: string[] = [];
  for (let at = 0; at < 16; at += 2) groups.push(address.readUInt16BE(at).toString(16));
  return groups.join(":");
}

/**
 * Who a visitor is for one day and one workspace: 16 bytes of SHA-256 over the day's salt, the address, the
 * workspace and the user agent. Without the salt nothing can be learnt from it, and on another day it is another.
 */
export function visitorHash(salt: Buffer, address: Buffer, workspaceId: Buffer, userAgent: string): Buffer {
  const text = Buffer.from(userAgent);
  return hash("sha256", Buffer.concat([salt, address, workspaceId, text]), "buffer").subarray(0, 16);
}

/**
 * 53 bits, a safe integer, that stand for a visitor in a scope, a link or a workspace: among ten million visitors of
 * a day 0.006 are expected to be taken for another. The visitor's hash is keyed, so that mixing needs no
 * strength against people: they can't choose it.
 */
export function visitorKey(visitor: Buffer, scope: string): number {
  let high = visitor.readInt32BE(0);
  let low = visitor.readInt32BE(4);
  for (let at = 0; at < 16; at += 4) {
    const word =
      (scope.charCodeAt(at) << 24) |
      (scope.charCodeAt(at + 1) << 16) |
      (scope.charCodeAt(at + 2) << 8) |
      scope.charCodeAt(at + 3);
    high = mix(high ^ word);
    low = mix((low + word + high) | 0);
  }
  high = mix(high ^ visitor.readInt32BE(8) ^ low);
  low = mix(low ^ visitor.readInt32BE(12) ^ high);
  return (high >>> 11) * 2 ** 32 + (low >>> 0);
}

/** The finaliser of MurmurHash3. */
function mix(word: number): number {
  let value = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return value ^ (value >>> 16);
}
