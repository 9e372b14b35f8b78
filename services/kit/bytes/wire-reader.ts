import { BLOCK_BYTES, type Block, type Id, readId } from "./block.ts";
import type { BlockMap } from "./block-map.ts";
import type { BytesMap } from "./bytes-map.ts";
import type { KnownText } from "./known-text.ts";
import { UnreadableRecord } from "./unreadable-record.ts";

/** Wire types of protobuf, https://protobuf.dev/programming-guides/encoding/#structure. */
export const wire = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 } as const;

const MAX_VARINT_BYTES = 10;

/**
 * Walks over the fields of one protobuf message after the other. Every method throws UnreadableRecord past the end.
 * Places count from the beginning of the memory a message lies in: many lie in one piece of a file.
 */
export class WireReader {
  #memory: ArrayBufferLike = new ArrayBuffer(0);
  #bytes: Buffer = Buffer.from(this.#memory);
  #view = new DataView(this.#memory);
  #at = 0;
  #end = 0;

  /** Begins with a message. */
  open(message: Uint8Array): void {
    const memory = message.buffer;
    if (memory !== this.#memory) {
      this.#memory = memory;
      this.#bytes = Buffer.from(memory);
      this.#view = new DataView(memory);
    }
    this.#at = message.byteOffset;
    this.#end = message.byteOffset + message.byteLength;
  }

  get done(): boolean {
    return this.#at >= this.#end;
  }

  /** A whole number; beyond 2^53 it loses its lowest digits, and 64-bit negative ones come out as huge. */
  varint(): number {
    // Tags, lengths and small numbers, which are most, have one byte.
    const first = this.#at < this.#end ? this.#view.getUint8(this.#at) : 0x80;
    if (first < 0x80) {
      this.#at++;
      return first;
    }
    let value = 0;
    let factor = 1;
    for (let read = 0; read < MAX_VARINT_BYTES; read++) {
      if (this.#at >= this.#end) throw torn();
      const byte = this.#view.getUint8(this.#at++);
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
      factor *= 128;
    }
    throw new UnreadableRecord("undecodable", "A number of the record has no end.");
  }

  text(): string {
    const end = this.#span();
    const text = this.#bytes.toString("utf8", this.#at, end);
    this.#at = end;
    return text;
  }

  /** A text of those that come again. */
  knownText<Read>(known: BytesMap<KnownText<Read>>): KnownText<Read> {
    const end = this.#span();
    const start = this.#at;
    this.#at = end;
    const found = known.get(this.#view, start, end);
    if (found !== undefined) return found;
    const text = { text: this.#bytes.toString("utf8", start, end), read: null };
    known.set(this.#view, start, end, text);
    return text;
  }

  /** 16 bytes; `empty` when there are none, `odd` when there is another number of them. */
  block(): Block | "empty" | "odd" {
    const end = this.#span();
    const start = this.#at;
    this.#at = end;
    if (end === start) return "empty";
    if (end - start !== BLOCK_BYTES) return "odd";
    const view = this.#view;
    return {
      a: view.getInt32(start),
      b: view.getInt32(start + 4),
      c: view.getInt32(start + 8),
      d: view.getInt32(start + 12),
    };
  }

  /** The id of 16 bytes, or null when there are more or less. */
  id(known: BlockMap<Id>): Id | null {
    const end = this.#span();
    const at = this.#at;
    this.#at = end;
    if (end - at !== BLOCK_BYTES) return null;
    const view = this.#view;
    const found = known.get(
      view.getInt32(at),
      view.getInt32(at + 4),
      view.getInt32(at + 8),
      view.getInt32(at + 12),
    );
    if (found !== undefined) return found;
    const id = readId(this.#bytes, at);
    known.set(id, id);
    return id;
  }

  /** Goes into the message that comes next; what it answers is for {@link WireReader.leave}. */
  enter(): number {
    const outerEnd = this.#end;
    this.#end = this.#span();
    return outerEnd;
  }

  /** Goes on behind the message that was entered and is done. */
  leave(outerEnd: number): void {
    this.#at = this.#end;
    this.#end = outerEnd;
  }

  skip(type: number): void {
    if (type === wire.varint) this.varint();
    else if (type === wire.bytes) this.#at = this.#span();
    else if (type === wire.fixed64) this.#forward(8);
    else if (type === wire.fixed32) this.#forward(4);
    else
      throw new UnreadableRecord("undecodable", `The record has a field of the unknown wire type ${type}.`);
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

function torn(): UnreadableRecord {
  return new UnreadableRecord("undecodable", "The record ends in the middle of a field.");
}
