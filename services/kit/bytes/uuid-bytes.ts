/** The text of the 16 bytes of a UUID, of whatever version: what an event carries is not judged by its writer's choice. */
export function uuidText(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** The same from 16 characters of one byte each. */
export function latin1ToUuid(bytes: string): string {
  return uuidText(Buffer.from(bytes, "latin1"));
}

/** The 16 bytes of the text of a UUID. */
export function uuidBytes(uuid: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(uuid.replaceAll("-", ""), "hex"));
}
