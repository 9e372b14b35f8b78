/** A body that is one piece, for readers that ask for pieces. It is made at the first question. */
export function onePiece(make: () => Uint8Array | Promise<Uint8Array>): AsyncIterable<Uint8Array> {
  return {
    [Symbol.asyncIterator]() {
      let given = false;
      return {
        async next() {
          if (given) return { done: true, value: undefined };
          given = true;
          return { done: false, value: await make() };
        },
      };
    },
  };
}

/** All pieces of a body as one; a body of one piece as it is. */
export async function wholeBody(body: AsyncIterable<Uint8Array> | undefined): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  if (body !== undefined) for await (const piece of body) pieces.push(piece);
  return joinPieces(pieces);
}

/** The pieces one after the other; a single one is not copied. */
export function joinPieces(pieces: readonly Uint8Array[]): Uint8Array {
  const [first] = pieces;
  return pieces.length === 1 && first !== undefined ? first : Buffer.concat(pieces);
}
