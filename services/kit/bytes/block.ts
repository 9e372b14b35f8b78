/** 16 bytes, an id or a hash, as four words of 32 bits, the first byte highest: quick to mix, to compare and to write. */
export interface Block {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
}

/** Bytes of a block. */
export const BLOCK_BYTES = 16;

/** The block that begins at `at`. */
export function readBlock(bytes: Uint8Array, at = 0): Block {
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, BLOCK_BYTES);
  return { a: view.getInt32(0), b: view.getInt32(4), c: view.getInt32(8), d: view.getInt32(12) };
}

/** The id of a link or a workspace. */
export interface Id extends Block {
  /** The same as 16 characters of one byte each, to be used as a key. */
  readonly text: string;
}

/** `at` counts from the beginning of the bytes. */
export function readId(bytes: Uint8Array, at = 0): Id {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + at, BLOCK_BYTES).toString("latin1");
  return { ...readBlock(bytes, at), text };
}

/** The 16 bytes of the block. */
export function blockBytes({ a, b, c, d }: Block): Buffer {
  const bytes = Buffer.alloc(BLOCK_BYTES);
  for (const [index, word] of [a, b, c, d].entries()) bytes.writeInt32BE(word, index * 4);
  return bytes;
}
