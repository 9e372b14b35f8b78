import { createTestDatabase } from "@waypost/testing/test-database.ts";
import { makeTestHost } from "@waypost/testing/test-host.ts";
import { pino } from "pino";
import { expect, onTestFinished, test } from "vitest";
import { createWorkspace } from "../logic/create-workspace.ts";
import { identity } from "../service.ts";

test("a call that is over leaves nothing behind", async () => {
  const database = await createTestDatabase("identity");
  onTestFinished(() => database.close());
  const { host, scope, close } = makeTestHost(identity, {
    ownerUrl: database.ownerUrl,
    roles: new Set(["http"]),
  });
  onTestFinished(close);
  const ctx = await identity.open(host, scope);
  const tables = ctx.database;
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
