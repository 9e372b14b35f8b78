import { idempotencyConformance } from "@waypost/testing/idempotency-conformance.ts";
import { MemoryIdempotencyStore } from "@waypost/testing/memory-idempotency.ts";
import { describe, expect, it } from "vitest";
import { hashRequest } from "./idempotency.ts";

describe("the memory store", () => {
  idempotencyConformance(() => {
    let now = 1_000_000;
    return {
      store: new MemoryIdempotencyStore(() => now),
      age: (milliseconds) => {
        now += milliseconds;
      },
    };
  });
});

describe("the hash of a request", () => {
  it("is the same for the same fields in another order", () => {
    const a = hashRequest("POST", "/x", { b: [1, { d: 1, c: 2 }], a: null });
    expect(hashRequest("POST", "/x", { a: null, b: [1, { c: 2, d: 1 }] })).toBe(a);
    expect(hashRequest("POST", "/x", { a: null, b: [{ c: 2, d: 1 }, 1] })).not.toBe(a);
  });

  it("differs by method, path and body", () => {
    const hashes = [
      hashRequest("POST", "/x", {}),
      hashRequest("PUT", "/x", {}),
      hashRequest("POST", "/y", {}),
      hashRequest("POST", "/x", []),
      hashRequest("POST", "/x", undefined),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});
