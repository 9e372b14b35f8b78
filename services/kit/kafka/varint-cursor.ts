/**
 * A place in bytes of Kafka's format 2, whose lengths and numbers are zigzag varints. Once it is lost, because something
 * is longer than what there is, what it reads means nothing.
 */
export class VarintCursor {
  readonly #buffer: Buffer;
  at: number;
  isLost = false;

  constructor(buffer: Buffer, at: number) {
    this.#buffer = buffer;
    this.at = at;
  }

  /** A number of up to 28 bits; a longer one loses the place. */
  number(): number {
    let value = 0;
    for (let shift = 0; shift < 28; shift += 7) {
      const byte = this.#buffer[this.at++];
      if (byte === undefined) break;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return (value >>> 1) ^ -(value & 1);
    }
    this.isLost = true;
    return 0;
  }

  /** Passes over so many bytes and answers where they begin. */
  skip(length: number): number {
    const start = this.at;
    this.at += length;
    if (length < 0 || this.at > this.#buffer.length) this.isLost = true;
    return start;
  }

  /** Skips length-prefixed bytes; a length of -1 means null. */
  skipBytes(): void {
    const length = this.number();
    if (length !== -1) this.skip(length);
  }

  /** Length-prefixed bytes, not copied; null for a length of -1. */
  bytes(): Buffer | null {
    const length = this.number();
    if (length === -1) return null;
    const start = this.skip(length);
    return this.#buffer.subarray(start, this.at);
  }
}

/** Whether the text, of ASCII only, stands there with exactly this length. */
export function isTextAt(text: string, buffer: Buffer, start: number, length: number): boolean {
  if (text.length !== length) return false;
  for (let at = 0; at < length; at++) if (buffer[start + at] !== text.charCodeAt(at)) return false;
  return true;
}
