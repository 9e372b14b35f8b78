import { createDecipheriv } from "node:crypto";
import { isIPv6 } from "node:net";
import fc from "fast-check";
import { expect, test } from "vitest";
import { addressBytes } from "./address-bytes.ts";
import { DayKeys } from "./day-keys.ts";
import { visitorAddressBy } from "./trusted-proxies.ts";

const hex = (bytes: Uint8Array | null) => (bytes === null ? null : Buffer.from(bytes).toString("hex"));

test.each([
  // Test vectors of draft-denis-ipcrypt, ipcrypt-deterministic.
  ["0123456789abcdeffedcba9876543210", "0.0.0.0", "bde96789d353824cd7c6f58a6bd226eb"],
  ["1032547698badcfeefcdab8967452301", "255.255.255.255", "aed292f6ea2358c348fd08b874e845d8"],
  ["2b7e151628aed2a6abf7158809cf4f3c", "192.0.2.1", "1dbdc1b9fff175867d0b67b4e76e4777"],
])("under %s, %s is sealed as the draft says", (key, address, sealed) => {
  const keys = new DayKeys();
  keys.set([{ day: 1, key: Buffer.from(key, "hex") }]);
  expect(hex(keys.seal(addressBytes(address) ?? new Uint8Array(16), 1))).toBe(sealed);
  expect(keys.seal(new Uint8Array(16), 2)).toBeNull();
});

test("what is sealed opens to the address, block after block, whatever came before", () => {
  const keys = new DayKeys();
  const key = Buffer.alloc(16, 7);
  keys.set([{ day: 5, key }]);
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
      const open = createDecipheriv("aes-128-ecb", key, null).setAutoPadding(false);
      expect(hex(open.update(keys.seal(bytes, 5) ?? new Uint8Array()))).toBe(hex(bytes));
    }),
  );
  keys.set([{ day: 6, key }]);
  expect([keys.has(5), keys.has(6)]).toEqual([false, true]);
});

test("addresses become 16 bytes, equal for every spelling", () => {
  expect(hex(addressBytes("192.0.2.1"))).toBe("00000000000000000000ffffc0000201");
  for (const spelling of ["::ffff:192.0.2.1", "::ffff:c000:201", "0:0:0:0:0:ffff:192.0.2.1"])
    expect(hex(addressBytes(spelling)), spelling).toBe("00000000000000000000ffffc0000201");
  expect(hex(addressBytes("fe80::1%eth0"))).toBe("fe800000000000000000000000000001");
  expect(hex(addressBytes("::"))).toBe("0".repeat(32));
  for (const none of ["", "unknown", "1.2.3", "1.2.3.4.5", "::g", "1.2.3.4:80"])
    expect(addressBytes(none)).toBeNull();
  fc.assert(
    fc.property(fc.ipV6().filter(isIPv6), (address) => {
      const bytes = addressBytes(address) ?? new Uint8Array();
      const groups = Array.from({ length: 8 }, (_, index) =>
        (((bytes[2 * index] ?? 0) << 8) | (bytes[2 * index + 1] ?? 0)).toString(16),
      );
      expect(new URL(`http://[${groups.join(":")}]`).hostname).toBe(new URL(`http://[${address}]`).hostname);
    }),
  );
});

test("X-Forwarded-For is believed as far as its writers are", () => {
  const nobody = visitorAddressBy([]);
  expect(nobody("10.0.0.1", "203.0.113.9")).toBe("10.0.0.1");
  const address = visitorAddressBy(["10.0.0.0/8", "fd00::/8", "127.0.0.1"]);
  expect(address("10.0.0.1", undefined)).toBe("10.0.0.1");
  expect(address("10.0.0.1", "203.0.113.9")).toBe("203.0.113.9");
  expect(address("::ffff:10.0.0.1", "203.0.113.9")).toBe("203.0.113.9");
  expect(address("fd00::1", "1.1.1.1, 203.0.113.9, 10.0.0.7")).toBe("203.0.113.9");
  expect(address("198.51.100.1", "203.0.113.9")).toBe("198.51.100.1");
  expect(address("10.0.0.1", "unknown")).toBe("10.0.0.1");
  expect(address("10.0.0.1", "203.0.113.9, not an address")).toBe("10.0.0.1");
  expect(address("10.0.0.1", "203.0.113.9:4711")).toBe("203.0.113.9");
  expect(address("10.0.0.1", "[2001:db8::1]:4711")).toBe("2001:db8::1");
  expect(address("10.0.0.1", `${"10.0.0.2,".repeat(10_000)}10.0.0.3`)).toBe("10.0.0.2");
  for (const bad of ["proxy", "10.0.0.0/33", "10.0.0.0/", "::/129"])
    expect(() => visitorAddressBy([bad]), bad).toThrow(/WAYPOST_TRUST_PROXY/);
});
