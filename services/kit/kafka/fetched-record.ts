import { isTextAt, VarintCursor } from "./varint-cursor.ts";

/** What the records of a batch have in common, as far as it is read here; the library has more in it. */
export interface BatchContext {
  readonly firstOffset: string;
  readonly firstTimestamp: string;
  readonly maxTimestamp: string;
  readonly timestampType: number;
  readonly magicByte?: number;
  readonly isControlBatch?: boolean;
}

type HeaderValue = Buffer | null;

/** A record as the library's decoder makes it; a header that is there more than once has all its values. */
export interface DecodedRecord {
  readonly magicByte: number | undefined;
  readonly attributes: number;
  readonly timestamp: string;
  readonly offset: string;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: Record<string, HeaderValue | HeaderValue[]>;
  readonly isControlRecord: boolean;
  readonly batchContext: BatchContext;
}

/**
 * A record as it was fetched, of which nothing but its place is made before it is asked for: then key, value and headers
 * are read anew each time. Its bytes must be those of a whole record, as the decoder has found.
 */
export class FetchedRecord implements DecodedRecord {
  readonly offset: string;
  readonly timestamp: string;
  readonly batchContext: BatchContext;
  readonly #buffer: Buffer;
  readonly #start: number;

  /** `start` is where the key begins. */
  constructor(
    buffer: Buffer,
    start: number,
    about: { readonly offset: string; readonly timestamp: string; readonly batchContext: BatchContext },
  ) {
    this.#buffer = buffer;
    this.#start = start;
    this.offset = about.offset;
    this.timestamp = about.timestamp;
    this.batchContext = about.batchContext;
  }

  get magicByte(): number | undefined {
    return this.batchContext.magicByte;
  }

  get attributes(): number {
    return this.#buffer.readInt8(0);
  }

  get isControlRecord(): boolean {
    return this.batchContext.isControlBatch ?? false;
  }

  get key(): Buffer | null {
    return new VarintCursor(this.#buffer, this.#start).bytes();
  }

  get value(): Buffer | null {
    return this.#afterKey().bytes();
  }

  get headers(): DecodedRecord["headers"] {
    const headers: DecodedRecord["headers"] = {};
    const cursor = this.#afterKey();
    cursor.skipBytes();
    for (let rest = cursor.number(); rest > 0; rest--) {
      const name = String(cursor.bytes());
      const value = cursor.bytes();
      const before = headers[name];
      if (before === undefined) headers[name] = value;
      else if (Array.isArray(before)) before.push(value);
      else headers[name] = [before, value];
    }
    return headers;
  }

  /**
   * The text of one header, whose name is of ASCII only, without making the others; undefined where there is none, and where there is
   * more than one, as which would be believed is chance.
   */
  headerText(name: string): string | undefined {
    let text: string | undefined;
    const buffer = this.#buffer;
    const cursor = this.#afterKey();
    cursor.skipBytes();
    for (let rest = cursor.number(); rest > 0; rest--) {
      const length = cursor.number();
      if (!isTextAt(name, buffer, cursor.skip(length), length)) {
        cursor.skipBytes();
        continue;
      }
      if (text !== undefined) return undefined;
      const size = cursor.number();
      const start = cursor.skip(Math.max(0, size));
      text = buffer.toString("utf8", start, cursor.at);
    }
    return text;
  }

  /** The texts of all headers but these; of one that is there more than once, all of them with commas in between. */
  headerTexts(except: ReadonlySet<string>): Record<string, string> {
    const texts: Record<string, string> = {};
    const buffer = this.#buffer;
    const cursor = this.#afterKey();
    cursor.skipBytes();
    const count = cursor.number();
    for (let index = 0; index < count; index++) {
      const nameLength = cursor.number();
      const name = names.read(buffer, cursor.skip(nameLength), nameLength, index);
      if (except.has(name)) {
        cursor.skipBytes();
        continue;
      }
      const start = cursor.skip(Math.max(0, cursor.number()));
      const text = buffer.toString("utf8", start, cursor.at);
      texts[name] = Object.hasOwn(texts, name) ? `${texts[name]},${text}` : text;
    }
    return texts;
  }

  #afterKey(): VarintCursor {
    const cursor = new VarintCursor(this.#buffer, this.#start);
    cursor.skipBytes();
    return cursor;
  }
}

/** Names of headers by their place: those of one topic are mostly the same, and comparing is cheaper than reading. */
class KnownNames {
  readonly #known: string[] = [];

  read(buffer: Buffer, start: number, length: number, index: number): string {
    const known = this.#known[index];
    if (known !== undefined && isTextAt(known, buffer, start, length)) return known;
    const text = buffer.toString("utf8", start, start + length);
    if (index < 32 && text.length === length) this.#known[index] = text;
    return text;
  }
}

const names = new KnownNames();
