import { fromBinary } from "@bufbuild/protobuf";
import { product } from "@waypost/gen/product.ts";
import { IdentityEventSchema } from "@waypost/gen/proto/waypost/events/v1/identity_pb.ts";
import { createTestDatabase } from "@waypost/testing/test-database.ts";
import { startTestProcess } from "@waypost/testing/test-process.ts";
import pg from "pg";
import { stringify } from "uuid";
import { expect, onTestFinished, test, vi } from "vitest";
import { identity } from "../service.ts";
import { IdentityApi } from "./identity-api.ts";

async function start(outbox: boolean) {
  const database = await createTestDatabase("identity");
  const env = { WAYPOST_OUTBOX: String(outbox) };
  const process = await startTestProcess({
    services: [identity],
    database,
    product,
    env,
  });
  const api = new IdentityApi(database, process);
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  onTestFinished(async () => {
    await client.end();
    await api.close();
  });
  return {
    api,
    async audited() {
      const { rows } = await client.query(
        "select workspace_id, actor, operation, change, address, after from identity.audit_entries order by id",
      );
      return rows;
    },
    async rows() {
      const { rows } = await client.query<{ payload: Buffer; published_at: Date | null }>(
        "select payload, published_at from identity.outbox order by seq",
      );
      return rows.map(({ payload, published_at }) => ({
        published: published_at !== null,
        kind: fromBinary(IdentityEventSchema, payload).kind,
        text: payload.toString("latin1"),
      }));
    },
  };
}

test("made workspaces, made keys and revokes become events, once each; what was refused does not", async () => {
  const { api, rows } = await start(true);
  const { body } = await api.call("POST", "/api/v1/workspaces", api.adminKey, { name: "Team" });
  const key = await api.makeKey(["links:read"]);
  await api.call("POST", "/api/v1/keys", key.key, { name: "more", scopes: ["operator"] });
  for (let count = 0; count < 2; count++) await api.call("DELETE", `/api/v1/keys/${key.id}`);
  const events = await rows();
  expect(events.map(({ kind }) => kind.case)).toEqual([
    "workspaceCreated",
    "keyCreated",
    "workspaceCreated",
    "keyCreated",
    "keyCreated",
    "keyRevoked",
  ]);
  const [, , team, , made, revoked] = events.map(({ kind }) => kind);
  if (team?.case !== "workspaceCreated" || made?.case !== "keyCreated" || revoked?.case !== "keyRevoked")
    throw new Error("unreachable");
  expect([stringify(team.value.workspaceId), team.value.name]).toEqual([body.workspace.id, "Team"]);
  expect([stringify(made.value.keyId), made.value.scopes]).toEqual([key.id, ["links:read"]]);
  expect(stringify(revoked.value.keyId)).toBe(key.id);
  for (const { text } of events) expect(text).not.toContain(key.key.slice(3));
  await vi.waitFor(async () => expect((await rows()).every(({ published }) => published)).toBe(true), {
    timeout: 20_000,
    interval: 20,
  });
}, 60_000);

test("without the setting no event is written, and who made the change all the same", async () => {
  const { api, rows, audited } = await start(false);
  const { id } = await api.makeKey(["links:read"]);
  await api.call("DELETE", `/api/v1/keys/${id}`);
  expect(await rows()).toEqual([]);
  const workspace_id = expect.stringMatching(/^[0-9a-f-]{36}$/);
  const byStart = { workspace_id, actor: "service identity", operation: null, address: null };
  const byKey = { workspace_id, actor: expect.stringMatching(/^key [0-9a-f-]{36}$/), address: "127.0.0.1" };
  expect(await audited()).toEqual([
    { ...byStart, change: "workspaceCreated", after: { name: "Default" } },
    { ...byStart, change: "keyCreated", after: expect.anything() },
    {
      ...byKey,
      operation: "createKey",
      change: "keyCreated",
      after: { name: "test", scopes: ["links:read"], expiresAt: null },
    },
    { ...byKey, operation: "revokeKey", change: "keyRevoked", after: null },
  ]);
}, 60_000);
