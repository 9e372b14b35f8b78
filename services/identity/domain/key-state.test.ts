import { expect, test } from "vitest";
import { keyState } from "./key-state.ts";

const at = (ms: number) => new Date(ms);

test.each([
  [{ expiresAt: null, revokedAt: null }, "active"],
  [{ expiresAt: at(1_001), revokedAt: null }, "active"],
  [{ expiresAt: at(1_000), revokedAt: null }, "expired"],
  [{ expiresAt: at(1_001), revokedAt: at(1) }, "revoked"],
  [{ expiresAt: at(1), revokedAt: at(2) }, "revoked"],
] as const)("%o at 1000 is %s", (key, state) => {
  expect(keyState(key, 1_000)).toBe(state);
});
