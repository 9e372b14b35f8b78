import { createCipheriv, randomBytes } from "node:crypto";
import { blockBytes, readBlock } from "@waypost/kit/bytes/block.ts";
import { expect, test } from "vitest";
import { AddressOpener, addressText, deriveDayKey, visitorHash, visitorKey } from "./address-seal.ts";

test("opens what one AES-128 block sealed, many times with one key", () => {
  // A test vector of draft-denis-ipcrypt, ipcrypt-deterministic.
  const opener = new AddressOpener(Buffer.from("0123456789abcdeffedcba9876543210", "hex"));
  const sealed = createCipheriv(
    "aes-128-ecb",
    Buffer.from("0123456789abcdeffedcba9876543210", "hex"),
    null,
  ).setAutoPadding(false);
  const address = Buffer.from("00000000000000000000ffff00000000", "hex");
  const block = sealed.update(address);
  expect(addressText(opener.open(block))).toBe("0.0.0.0");
  expect(addressText(opener.open(block))).toBe("0.0.0.0");
});

test("addresses as text", () => {
  expect(addressText(Buffer.from("00000000000000000000ffffc0000207", "hex"))).toBe("192.0.2.7");
  expect(addressText(Buffer.from("20010db8000000000000000000000001", "hex"))).toBe("2001:db8:0:0:0:0:0:1");
});

test("a visitor is another one with another day, workspace or user agent", () => {
  const address = randomBytes(16);
  const days = [deriveDayKey(Buffer.alloc(32, 1)), deriveDayKey(Buffer.alloc(32, 2))];
  const workspaces = [readBlock(randomBytes(16)), readBlock(randomBytes(16))];
  const hashes = days.flatMap(({ salt }) =>
    workspaces.flatMap((workspace) =>
      ["a", "b"].map((agent) => blockBytes(visitorHash(salt, address, workspace, agent)).toString("hex")),
    ),
  );
  expect(new Set(hashes).size).toBe(8);
  expect(days[0]?.sealKey).toHaveLength(16);
});

test("keys of visitors are safe integers that don't collide", () => {
  const scopes = Array.from({ length: 50 }, () => readBlock(randomBytes(16)));
  const keys = new Set<number>();
  for (let visitor = 0; visitor < 2_000; visitor++) {
    const hash = readBlock(randomBytes(16));
    for (const scope of scopes) keys.add(visitorKey(hash, scope));
  }
  expect(keys.size).toBe(100_000);
  for (const key of keys) if (!Number.isSafeInteger(key) || key < 0) expect.unreachable(`${key}`);
});

test("hashes and keys of visitors are those that are stored already", () => {
  const bytes = (first: number) =>
    Buffer.from(Array.from({ length: 16 }, (_, index) => (first + 13 * index) & 0xff));
  const hash = visitorHash(Buffer.alloc(32, 7), bytes(0), readBlock(bytes(100)), "Agent/1.0 é");
  expect(blockBytes(hash).toString("hex")).toBe("e92043b4625902dc55bde6d04f44865f");
  expect(visitorKey(hash, readBlock(bytes(200)))).toBe(7455704190656845);
});
