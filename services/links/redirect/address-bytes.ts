import { isIP } from "node:net";

/** An address as 16 bytes, IPv4 as mapped IPv6 (`::ffff:a.b.c.d`); null for what is no address. Zones are dropped. */
export function addressBytes(address: string): Uint8Array | null {
  const zone = address.indexOf("%");
  const bare = zone === -1 ? address : address.slice(0, zone);
  const version = isIP(bare);
  if (version === 0) return null;
  const bytes = new Uint8Array(16);
  if (version === 4) {
    bytes[10] = bytes[11] = 0xff;
    writeV4(bytes, bare);
    return bytes;
  }
  const dotted = bare.indexOf(".");
  let groups = bare;
  if (dotted !== -1) {
    const start = bare.lastIndexOf(":") + 1;
    writeV4(bytes, bare.slice(start));
    groups = `${bare.slice(0, start)}${hexGroup(bytes, 12)}:${hexGroup(bytes, 14)}`;
  }
  const [head = "", tail] = groups.split("::");
  const before = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  for (const [index, group] of before.entries()) writeGroup(bytes, 2 * index, group);
  for (const [index, group] of after.entries()) writeGroup(bytes, 16 - 2 * (after.length - index), group);
  return bytes;
}

function writeV4(bytes: Uint8Array, address: string): void {
  for (const [index, part] of address.split(".").entries()) bytes[12 + index] = Number(part);
}

function hexGroup(bytes: Uint8Array, at: number): string {
  return (((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)).toString(16);
}

function writeGroup(bytes: Uint8Array, at: number, group: string): void {
  const value = Number.parseInt(group, 16);
  bytes[at] = value >>> 8;
  bytes[at + 1] = value & 0xff;
}
