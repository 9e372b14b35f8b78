import { createDecipheriv, createHmac, hash } from "node:crypto";
import { type Block, blockBytes, readBlock } from "@waypost/kit/bytes/block.ts";

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
export function visitorHash(salt: Buffer, address: Buffer, workspaceId: Block, userAgent: string): Block {
  const text = Buffer.from(userAgent);
  return readBlock(hash("sha256", Buffer.concat([salt, address, blockBytes(workspaceId), text]), "buffer"));
}

/**
 * 53 bits, a safe integer, that stand for a visitor in a scope, a link or a workspace: among ten million visitors of
 * a day 0.006 are expected to be taken for another. The visitor's hash is keyed, so that mixing needs no
 * strength against people: they can't choose it.
 */
export function visitorKey(visitor: Block, scope: Block): number {
  let high = mix(visitor.a ^ scope.a);
  let low = mix((visitor.b + scope.a + high) | 0);
  high = mix(high ^ scope.b);
  low = mix((low + scope.b + high) | 0);
  high = mix(high ^ scope.c);
  low = mix((low + scope.c + high) | 0);
  high = mix(high ^ scope.d);
  low = mix((low + scope.d + high) | 0);
  high = mix(high ^ visitor.c ^ low);
  low = mix(low ^ visitor.d ^ high);
  return (high >>> 11) * 2 ** 32 + (low >>> 0);
}

/** The finaliser of MurmurHash3. */
function mix(word: number): number {
  let value = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return value ^ (value >>> 16);
}
