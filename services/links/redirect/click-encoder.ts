import { isUtf8 } from "node:buffer";
import type { CachedLink } from "./cached-link.ts";

/** What differs from click to click. */
export interface ClickFacts {
  readonly clickedAtMs: number;
  /** The sealed address, or nothing when there was no key. */
  readonly sealedAddress: Uint8Array | null;
  readonly keyDay: number;
  /** As node gives header values: one character per byte. */
  readonly userAgent: string;
  readonly referrer: string;
  readonly head: boolean;
  readonly prefetch: boolean;
  readonly contentId: string;
  readonly utm: Utm | null;
}

export interface Utm {
  readonly source: string;
  readonly medium: string;
  readonly campaign: string;
}

const maxHeaderBytes = 512;
const maxIdBytes = 128;
/** Tag and length of the event's only field; a click is always shorter than 2^14 bytes, so 2 bytes of length do. */
const headBytes = 3;

/**
 * Encodes `waypost.events.v1.ClickEvent` into one buffer that is used again for the next click.
 *
 * Written by hand because it runs once per visitor, and the library's encoder makes objects and buffers for each. A
 * property test holds it to what the library reads.
 */
export class ClickEncoder {
  readonly #buffer = Buffer.alloc(32 * 1024);
  #end = 0;

  /** The returned bytes are valid until the next call. */
  encode(link: CachedLink, facts: ClickFacts): Uint8Array {
    const buffer = this.#buffer;
    buffer.set(link.eventPrefix, headBytes);
    this.#end = headBytes + link.eventPrefix.byteLength;
    buffer[this.#end++] = 0x18;
    this.#varint(facts.clickedAtMs);
    if (facts.sealedAddress !== null) {
      buffer[this.#end++] = 0x2a;
      buffer[this.#end++] = facts.sealedAddress.byteLength;
      buffer.set(facts.sealedAddress, this.#end);
      this.#end += facts.sealedAddress.byteLength;
      buffer[this.#end++] = 0x30;
      this.#varint(facts.keyDay);
    }
    this.#text(0x3a, facts.userAgent, maxHeaderBytes);
    this.#text(0x42, facts.referrer, maxHeaderBytes);
    buffer[this.#end++] = 0x48;
    buffer[this.#end++] = facts.head ? 2 : 1;
    if (facts.prefetch) {
      buffer[this.#end++] = 0x50;
      buffer[this.#end++] = 1;
    }
    this.#text(0x5a, facts.contentId, maxIdBytes);
    if (facts.utm !== null) {
      this.#text(0x62, facts.utm.source, maxIdBytes);
      this.#text(0x6a, facts.utm.medium, maxIdBytes);
      this.#text(0x72, facts.utm.campaign, maxIdBytes);
    }
    return this.#framed();
  }

  #framed(): Uint8Array {
    const buffer = this.#buffer;
    const length = this.#end - headBytes;
    if (length <= 0x7f) {
      buffer[1] = 0x0a;
      buffer[2] = length;
      return buffer.subarray(1, this.#end);
    }
    buffer[0] = 0x0a;
    buffer[1] = (length & 0x7f) | 0x80;
    buffer[2] = length >>> 7;
    return buffer.subarray(0, this.#end);
  }

  #varint(value: number): void {
    let rest = value;
    while (rest > 0x7f) {
      this.#buffer[this.#end++] = (rest % 128) | 0x80;
      rest = Math.floor(rest / 128);
    }
    this.#buffer[this.#end++] = rest;
  }

  /** Nothing for empty text, as the format has it. */
  #text(tag: number, text: string, maxBytes: number): void {
    if (text === "") return;
    const buffer = this.#buffer;
    buffer[this.#end++] = tag;
    const lengthAt = this.#end;
    // Two bytes of length are kept free; most values need one, and then the text moves up by one.
    const bodyAt = lengthAt + 2;
    let written = buffer.write(text, bodyAt, maxBytes);
    // Fewer bytes than characters: it was cut. More: it was not ASCII.
    if (written !== text.length) written = buffer.write(textOf(text), bodyAt, maxBytes);
    if (written <= 0x7f) {
      buffer[lengthAt] = written;
      buffer.copyWithin(lengthAt + 1, bodyAt, bodyAt + written);
      this.#end = lengthAt + 1 + written;
    } else {
      buffer[lengthAt] = (written & 0x7f) | 0x80;
      buffer[lengthAt + 1] = written >>> 7;
      this.#end = bodyAt + written;
    }
  }
}

/** The text of a header value: node reads its bytes as Latin-1, but those who send others than ASCII mean UTF-8. */
export function textOf(headerValue: string): string {
  const bytes = Buffer.from(headerValue, "latin1");
  // What already is beyond Latin-1 was decoded before.
  if (bytes.toString("latin1") !== headerValue) return headerValue.toWellFormed();
  return isUtf8(bytes) ? bytes.toString("utf8") : headerValue;
}
