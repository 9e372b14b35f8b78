import { idempotencyConformance } from "@waypost/testing/idempotency-conformance.ts";
import { createTestDatabase } from "@waypost/testing/test-database.ts";
import { describe, expect, onTestFinished, test } from "vitest";
import { PostgresIdempotency, purgeIdempotencyKeys } from "./postgres-idempotency.ts";

async function open() {
  const database = await createTestDatabase("plums", { uses: ["idempotency"] });
  onTestFinished(() => database.close());
  const clock = { now: Date.now() };
  const pool = database.open<unknown>("plums", { poolSize: 5 });
  const age = (milliseconds: number) => {
    clock.now += milliseconds;
  };
  return { store: new PostgresIdempotency(pool, () => clock.now), age, pool, clock };
}

describe("PostgresIdempotency", () => {
  idempotencyConformance(open);
});

const { signal } = new AbortController();
const request = {
  workspaceId: crypto.randomUUID(),
  operationId: "createLink",
  key: "a",
  requestHash: "0".repeat(64),
};

test("a request whose process died is begun again after its lease", async () => {
  const { store, age } = await open();
  const first = await store.begin(request, signal);
  age(29_000);
  expect(await store.begin(request, signal)).toEqual({ state: "in-use" });
  age(1_000);
  expect(await store.begin(request, signal)).toEqual(first);
});

test("keys are purged after their time, in batches", async () => {
  const { store, age, pool, clock } = await open();
  for (const key of ["a", "b", "c"]) await store.begin({ ...request, key }, signal);
  expect(await purgeIdempotencyKeys(pool.db, new Date(clock.now), 10)).toBe(0);
  age(86_400_000);
  expect(await purgeIdempotencyKeys(pool.db, new Date(clock.now), 2)).toBe(2);
  expect(await purgeIdempotencyKeys(pool.db, new Date(clock.now), 2)).toBe(1);
});
