import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { IdentityTables } from "@waypost/gen/db/identity.ts";
import { everyScope } from "@waypost/gen/rest/scopes.ts";
import { fixtureCall } from "@waypost/testing/fixture-call.ts";
import { createTestDatabase } from "@waypost/testing/test-database.ts";
import { expect, onTestFinished, test } from "vitest";
import { provideAdminKey } from "../store/provide-admin-key.ts";

test("the key of the data folder gets the scopes that a newer version brought, and stays the same key", async () => {
  await using testDatabase = await createTestDatabase("identity");
  const database = testDatabase.open<IdentityTables>("identity");
  const folder = mkdtempSync(join(tmpdir(), "waypost-admin-key-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, "admin-key");
  const outbox = { audited: false, eventOf: () => null, wake: () => undefined };
  const start = () => provideAdminKey({ database, outbox, now: Date.now }, fixtureCall(), path);
  const stored = () => database.db.selectFrom("api_keys").select(["id", "scopes"]).execute();
  await start();
  const key = readFileSync(path, "utf8");
  const before = await stored();
  await database.db
    .updateTable("api_keys")
    .set({ scopes: ["operator"] })
    .execute();
  await start();
  expect(readFileSync(path, "utf8")).toBe(key);
  expect(await stored()).toEqual(before);
  expect(before).toEqual([{ id: expect.any(String), scopes: [...everyScope] }]);
});
