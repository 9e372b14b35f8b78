/**
 * A text that comes in many clicks, with room for what is read from it: whoever has the same text mostly has the same
 * object, so that nothing has to be looked up. What was read may be forgotten with it at any time.
 */
export interface KnownText<Read> {
  readonly text: string;
  read: Read | null;
}

/** Something that many rows have, with room for its fields as they are stored. */
export interface Stored {
  /** Encoded when it is first written. */
  stored: Uint8Array | null;
}

/** A text that many rows have. */
export interface StoredText extends Stored {
  readonly text: string;
}
