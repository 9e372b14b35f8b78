import type { LinksTables } from "@waypost/gen/db/links.ts";
import { idempotencyConformance } from "@waypost/kit/testing/idempotency-conformance.ts";
import { createTestDatabase, type TestDatabase } from "@waypost/kit/testing/test-database.ts";
import { afterAll, beforeAll, describe } from "vitest";
import { PostgresIdempotency } from "../store/idempotency.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase("links");
});
afterAll(() => database.close());

describe("the store of links", () => {
  idempotencyConformance(() => {
    let now = Date.parse("2030-01-01T00:00:00Z");
    return {
      store: new PostgresIdempotency(database.open<LinksTables>("links"), () => now),
      age: (milliseconds) => {
        now += milliseconds;
      },
    };
  });
});
