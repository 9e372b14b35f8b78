import { randomInt } from "node:crypto";
import { RecentMap } from "./recent-map.ts";

interface Entry<Value> {
  readonly key: DataView;
  readonly value: Value;
}

/** Longer keys are not remembered, so that the number of entries bounds the memory. */
const MAX_KEY_BYTES = 512;

/**
 * Remembers what was read from bytes that come again, at least the last `size` and at most twice as many; so that
 * neither a text has to be made of them nor the hash of a new text. Of two keys with one hash the later is remembered.
 */
export class BytesMap<Value> {
  readonly #entries: RecentMap<number, Entry<Value>>;
  /** Random, so that no outsider can choose keys that push others out. */
  readonly #seed = randomInt(2 ** 32) | 0;

  constructor(size: number) {
    this.#entries = new RecentMap(size);
  }

  /** What was kept for these bytes of the view. */
  get(view: DataView, start: number, end: number): Value | undefined {
    if (end - start > MAX_KEY_BYTES) return undefined;
    const entry = this.#entries.get(hash(view, start, end, this.#seed));
    return entry !== undefined && isAt(entry.key, view, start, end) ? entry.value : undefined;
  }

  /** Keeps the value for a copy of these bytes. */
  set(view: DataView, start: number, end: number, value: Value): void {
    if (end - start > MAX_KEY_BYTES) return;
    const place = view.byteOffset + start;
    const key = new DataView(view.buffer.slice(place, place + end - start));
    this.#entries.set(hash(view, start, end, this.#seed), { key, value });
  }
}

/** Word by word as MurmurHash3 does it, https://github.com/aappleby/smhasher/wiki/MurmurHash3; the rest byte by byte. */
function hash(view: DataView, start: number, end: number, seed: number): number {
  let value = seed ^ (end - start);
  let at = start;
  for (; at + 4 <= end; at += 4) {
    const word = Math.imul(view.getInt32(at, true), 0xcc9e2d51);
    value ^= Math.imul((word << 15) | (word >>> 17), 0x1b873593);
    value = (Math.imul((value << 13) | (value >>> 19), 5) + 0xe6546b64) | 0;
  }
  for (; at < end; at++) value = Math.imul(value ^ view.getUint8(at), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return value ^ (value >>> 16);
}

function isAt(key: DataView, view: DataView, start: number, end: number): boolean {
  const length = end - start;
  if (key.byteLength !== length) return false;
  let at = 0;
  for (; at + 4 <= length; at += 4)
    if (key.getInt32(at, true) !== view.getInt32(start + at, true)) return false;
  for (; at < length; at++) if (key.getUint8(at) !== view.getUint8(start + at)) return false;
  return true;
}
