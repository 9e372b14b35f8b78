import {
  headersLengthBytes,
  maxHeadersBytes,
  maxPayloadBytes,
  type RecordHeaders,
  recordHeaderBytes,
  recordKind,
  sealRecord,
} from "./format.ts";

const startBytes = 256 * 1024;

/**
 * The records of one turn of the event loop, laid out as they will be written. Payloads are copied when they are
 * added; numbers and checksums are set when the batch is sealed, because only then is it known which number is next.
 */
export class TurnBatch<Done> {
  readonly callbacks: Done[] = [];
  /** Offset of the end of each record in {@link bytes}. */
  readonly ends: number[] = [];
  #bytes = Buffer.allocUnsafeSlow(startBytes);
  #end = 0;
  readonly #kinds: number[] = [];
  readonly #limitBytes: number;

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes;
  }

  get count(): number {
    return this.ends.length;
  }

  get bytes(): Buffer {
    return this.#bytes;
  }

  /** False when the batch has reached its limit; the record is then not part of it. */
  add(payload: Uint8Array, headers: RecordHeaders | undefined, done: Done): boolean {
    if (payload.byteLength > maxPayloadBytes) {
      throw new RangeError(`a payload has at most ${maxPayloadBytes} bytes, this one ${payload.byteLength}`);
    }
    const text = headers === undefined ? undefined : encodeHeaders(headers);
    const headersBytes = text === undefined ? 0 : headersLengthBytes + text.byteLength;
    const body = this.#end + recordHeaderBytes;
    const end = body + headersBytes + payload.byteLength;
    if (end > this.#limitBytes) return false;
    if (end > this.#bytes.byteLength) this.#grow(end);
    if (text !== undefined) {
      this.#bytes.writeUInt32LE(text.byteLength, body);
      this.#bytes.set(text, body + headersLengthBytes);
    }
    this.#bytes.set(payload, body + headersBytes);
    this.#end = end;
    this.ends.push(end);
    this.#kinds.push(text === undefined ? recordKind.data : recordKind.dataWithHeaders);
    this.callbacks.push(done);
    return true;
  }

  seal(firstSeq: number, at: number, seed: number): void {
    let start = 0;
    for (let index = 0; index < this.ends.length; index++) {
      const end = this.ends[index] ?? 0;
      const kind = this.#kinds[index] ?? recordKind.data;
      sealRecord(this.#bytes, start, end, { kind, seq: firstSeq + index, at, seed });
      start = end;
    }
  }

  clear(): void {
    this.#end = 0;
    this.ends.length = 0;
    this.#kinds.length = 0;
    this.callbacks.length = 0;
    // A burst must not hold its memory for ever.
    if (this.#bytes.byteLength > startBytes * 4) this.#bytes = Buffer.allocUnsafeSlow(startBytes);
  }

  #grow(needed: number): void {
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.#bytes.byteLength * 2));
    this.#bytes.copy(larger, 0, 0, this.#end);
    this.#bytes = larger;
  }
}

function encodeHeaders(headers: RecordHeaders): Buffer {
  const text = Buffer.from(JSON.stringify(headers));
  if (text.byteLength > maxHeadersBytes) {
    throw new RangeError(`headers have at most ${maxHeadersBytes} bytes as JSON, these ${text.byteLength}`);
  }
  return text;
}
