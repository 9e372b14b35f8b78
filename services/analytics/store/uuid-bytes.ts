/** The text of a UUID from its 16 characters. */
export function latin1ToUuid(bytes: string): string {
  const hex = Buffer.from(bytes, "latin1").toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** The 16 bytes of a UUID. */
export function uuidBytes(uuid: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(uuid.replaceAll("-", ""), "hex"));
}
