import { UnreadableClick } from "./click-record.ts";

/** Wire types of protobuf, https://protobuf.dev/programming-guides/encoding/#structure. */
export const wire = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 } as const;

const MAX_VARINT_BYTES = 10;

/** Walks over the fields of one protobuf message. Every method throws UnreadableClick past the end. */
export class WireReader {
  readonly #bytes: Buffer;
  #at: number;
  #end: number;

  constructor(bytes: Buffer, start = 0, end = bytes.length) {
    this.#bytes = bytes;
    this.#at = start;
    this.#end = end;
  }

  get done(): boolean {
    return this.#at >= this.#end;
  }

  /** A whole number; beyond 2^53 it loses its lowest digits, and 64-bit negative ones come out as huge. */
  varint(): number {
    // Tags, lengths and small numbers, which are most, have one byte.
    const first = this.#at < this.#end ? (this.#bytes[this.#at] ?? 0) : 0x80;
    if (first < 0x80) {
      this.#at++;
      return first;
    }
    let value = 0;
    let factor = 1;
    for (let read = 0; read < MAX_VARINT_BYTES; read++) {
      if (this.#at >= this.#end) throw torn();
      const byte = this.#bytes[this.#at++] ?? 0;
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
      factor *= 128;
    }
    throw new UnreadableClick("undecodable", "A number of the record has no end.");
  }

  text(): string {
    const end = this.#span();
    const text = this.#bytes.toString("utf8", this.#at, end);
    this.#at = end;
    return text;
  }

  /** Bytes as characters of one byte each. */
  bytes(): string {
    const end = this.#span();
    const text = this.#bytes.toString("latin1", this.#at, end);
    this.#at = end;
    return text;
  }

  /** A reader of the message that comes next. */
  message(): WireReader {
    const end = this.#span();
    const inner = new WireReader(this.#bytes, this.#at, end);
    this.#at = end;
    return inner;
  }

  skip(type: number): void {
    if (type === wire.varint) this.varint();
    else if (type === wire.bytes) this.#at = this.#span();
    else if (type === wire.fixed64) this.#forward(8);
    else if (type === wire.fixed32) this.#forward(4);
    else throw new UnreadableClick("undecodable", `The record has a field of the unknown wire type ${type}.`);
  }

  /** Reads a length and gives where what it counts ends. */
  #span(): number {
    const end = this.varint() + this.#at;
    if (end > this.#end) throw torn();
    return end;
  }

  #forward(count: number): void {
    if (this.#at + count > this.#end) throw torn();
    this.#at += count;
  }
}

function torn(): UnreadableClick {
  return new UnreadableClick("undecodable", "The record ends in the middle of a field.");
}
