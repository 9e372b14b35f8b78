import { createHash, randomInt } from "node:crypto";

/** Base 58: no character is mistaken for another, and a double click selects the whole key. */
const alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const prefix = "wp_";
const randomLength = 32;

/** What a key looks like: `wp_` and 32 random characters, 187 bits. */
export const apiKeyPattern = new RegExp(`^${prefix}[${alphabet}]{${randomLength}}$`);

/** A key as it is shown once, and what of it is kept. */
export interface MintedKey {
  readonly key: string;
  /** `wp_` and four characters, to tell keys apart. */
  readonly hint: string;
  readonly hash: Buffer;
}

/** Makes a key from the system's source of randomness. */
export function mintKey(): MintedKey {
  let key = prefix;
  for (let count = 0; count < randomLength; count++) key += alphabet[randomInt(alphabet.length)];
  return describeKey(key);
}

/** The same for a key that exists already. */
export function describeKey(key: string): MintedKey {
  return { key, hint: key.slice(0, prefix.length + 4), hash: hashKey(key) };
}

/** SHA-256 of the whole key: what is stored, looked up by, and sent between services. */
export function hashKey(key: string): Buffer {
  return createHash("sha256").update(key).digest();
}
