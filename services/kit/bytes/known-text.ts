/**
 * A text that recurs in many clicks, with room for what is parsed from it: equal texts mostly share one object, so that
 * nothing has to be looked up. The object and what was parsed may be forgotten at any time.
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
