/** An older state of the RPC contracts. */
export interface OlderImage {
  /** Such as `the released baseline`. */
  readonly label: string;
  /** A buf image, JSON or binary by its extension. */
  readonly image: string;
}
