import type { IdentityTables } from "@waypost/gen/db/identity.ts";
import { WakingOutbox } from "@waypost/kit/outbox/outbox.ts";
import { createTestDatabase } from "@waypost/testing/test-database.ts";
import { pino } from "pino";
import { expect, test } from "vitest";
import { ChangeFeed } from "../domain/change-feed.ts";
import { LastUsed } from "../domain/last-used.ts";
import { createWorkspace } from "../logic/create-workspace.ts";

test("a call that is over leaves nothing behind", async () => {
  await using database = await createTestDatabase("identity");
  const tables = database.open<IdentityTables>("identity");
  const ctx = {
    database: tables,
    now: () => Date.now(),
    lastUsed: new LastUsed(),
    changes: new ChangeFeed(),
    outbox: new WakingOutbox(false),
    changesLive: () => true,
  };
  const gone = new Error("the caller went away");
  const call = {
    requestId: "test",
    traceId: "0".repeat(32),
    actor: { kind: "key", keyId: "key", scopes: ["operator"] },
    workspaceId: "",
    deadline: Date.now() + 3_000,
    signal: AbortSignal.abort(gone),
    log: pino({ level: "silent" }),
  } as const;
  await expect(createWorkspace(ctx, call, { body: { name: "Never" } })).rejects.toBe(gone);
  expect(await tables.db.selectFrom("workspaces").selectAll().execute()).toEqual([]);
  const live = { ...call, signal: new AbortController().signal };
  expect(await createWorkspace(ctx, live, { body: { name: "Ever" } })).toMatchObject({ status: 201 });
  expect(await tables.db.selectFrom("workspaces").select("name").execute()).toEqual([{ name: "Ever" }]);
});
