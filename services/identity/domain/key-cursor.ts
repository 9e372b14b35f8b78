import { parse, stringify, validate } from "uuid";

/** Says where a page of keys ended; the id of its last key. It opens nothing: pages show keys of the caller only. */
export function encodeKeyCursor(lastId: string): string {
  return Buffer.from(parse(lastId)).toString("base64url");
}

/** The id in a cursor, or undefined when {@link encodeKeyCursor} did not make it. */
export function decodeKeyCursor(cursor: string): string | undefined {
  const bytes = Buffer.from(cursor, "base64url");
  if (bytes.length !== 16 || bytes.toString("base64url") !== cursor) return undefined;
  try {
    const id = stringify(bytes);
    return validate(id) ? id : undefined;
  } catch {
    return undefined;
  }
}
