import { everyScope } from "@waypost/gen/rest/scopes.ts";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { apiKeyPattern, hashKey, mintKey } from "../domain/api-key.ts";
import { IdentityApi } from "./identity-api.ts";

let api: IdentityApi;

beforeAll(async () => {
  api = await IdentityApi.start();
});
afterAll(() => api.close());

async function asOwner(text: string, values: unknown[] = []) {
  const client = new pg.Client({ connectionString: api.database.ownerUrl });
  await client.connect();
  try {
    return (await client.query(text, values)).rows;
  } finally {
    await client.end();
  }
}

describe("making a key", () => {
  test("shows it once and stores only its hash", async () => {
    const made = await api.call("POST", "/api/v1/keys", api.adminKey, {
      name: "dashboard",
      scopes: ["stats:read", "links:read"],
      expiresAt: "2099-01-01T00:00:00Z",
    });
    expect(made.status).toBe(201);
    expect(made.headers.get("location")).toBe(`/api/v1/keys/${made.body.id}`);
    expect(made.body.key).toMatch(apiKeyPattern);
    const read = await api.call("GET", `/api/v1/keys/${made.body.id}`);
    expect(read.body).toEqual({
      id: made.body.id,
      name: "dashboard",
      hint: made.body.key.slice(0, 7),
      scopes: ["links:read", "stats:read"],
      state: "active",
      createdAt: made.body.createdAt,
      expiresAt: "2099-01-01T00:00:00.000Z",
      lastUsedAt: null,
      revokedAt: null,
    });
    const [row] = await asOwner(
      "select key_hash, k::text as everything from identity.api_keys k where id = $1",
      [made.body.id],
    );
    expect(row.key_hash).toEqual(hashKey(made.body.key));
    expect(row.everything).not.toContain(made.body.key.slice(7));
  });

  test("can't grant what its maker does not hold", async () => {
    const maker = await api.makeKey(["keys:write", "links:read"]);
    const refused = await api.call("POST", "/api/v1/keys", maker.key, {
      name: "more",
      scopes: ["links:read", "operator", "keys:read"],
    });
    expect(refused.status).toBe(422);
    expect(refused.body.type).toBe("/problems/scope-not-held");
    expect(refused.body.errors.map((it: { pointer: string }) => it.pointer)).toEqual([
      "/body/scopes/1",
      "/body/scopes/2",
    ]);
    const granted = await api.call("POST", "/api/v1/keys", maker.key, {
      name: "less",
      scopes: ["links:read"],
    });
    expect(granted.status).toBe(201);
  });

  test("can't be expired from the start", async () => {
    const refused = await api.call("POST", "/api/v1/keys", api.adminKey, {
      name: "late",
      scopes: ["links:read"],
      expiresAt: "2020-01-01T00:00:00Z",
    });
    expect([refused.status, refused.body.type]).toEqual([422, "/problems/expiry-in-past"]);
  });

  test("can't outlive the one that makes it", async () => {
    const soon = "2098-01-01T00:00:00.000Z";
    const maker = await api.makeKey(["keys:write", "links:read"], { expiresAt: soon });
    const draft = { name: "longer", scopes: ["links:read"] };
    for (const longer of [draft, { ...draft, expiresAt: "2098-01-01T00:00:00.001Z" }]) {
      const refused = await api.call("POST", "/api/v1/keys", maker.key, longer);
      expect([refused.status, refused.body.type]).toEqual([422, "/problems/expiry-beyond-own"]);
      expect(refused.body.errors).toMatchObject([{ pointer: "/body/expiresAt" }]);
    }
    const granted = await api.call("POST", "/api/v1/keys", maker.key, { ...draft, expiresAt: soon });
    expect(granted.status).toBe(201);
  });

  test("needs the scope keys:write", async () => {
    const reader = await api.makeKey(["keys:read"]);
    const refused = await api.call("POST", "/api/v1/keys", reader.key, { name: "x", scopes: ["keys:read"] });
    expect([refused.status, refused.body.type]).toEqual([403, "/problems/forbidden"]);
  });
});

test("a key revokes itself and those that may do no more than it, and no other", async () => {
  const weak = await api.makeKey(["keys:write", "links:read"]);
  const equal = await api.makeKey(["links:read"]);
  const strong = await api.makeKey(["keys:write", "links:write", "operator"]);
  const refused = await api.call("DELETE", `/api/v1/keys/${strong.id}`, weak.key);
  expect([refused.status, refused.body.type]).toEqual([403, "/problems/key-beyond-own"]);
  expect(refused.body.detail).toContain("links:write, operator");
  expect((await api.call("GET", `/api/v1/keys/${strong.id}`)).body.state).toBe("active");
  for (const { id } of [equal, weak])
    expect((await api.call("DELETE", `/api/v1/keys/${id}`, weak.key)).status).toBe(204);
  expect((await api.call("DELETE", `/api/v1/keys/${strong.id}`, strong.key)).status).toBe(204);
});

test("malformed, unknown, expired and revoked keys get one and the same 401", async () => {
  const expired = await api.makeKey(["keys:read"], { expiresAt: "2099-01-01T00:00:00Z" });
  await asOwner("update identity.api_keys set expires_at = now() - interval '1 second' where id = $1", [
    expired.id,
  ]);
  const revoked = await api.makeKey(["keys:read"]);
  await api.call("DELETE", `/api/v1/keys/${revoked.id}`);
  const answers = await Promise.all(
    [null, "nonsense", "wp_", mintKey().key, expired.key, revoked.key].map((key) =>
      api.call("GET", "/api/v1/keys", key),
    ),
  );
  const [first] = answers;
  const shape = ({ status, body, headers }: (typeof answers)[number]) => ({
    status,
    body: { ...body, requestId: "" },
    headers: [...headers].filter(([name]) => !["date", "x-request-id"].includes(name)),
  });
  expect(first?.status).toBe(401);
  for (const answer of answers) expect(shape(answer)).toEqual(first && shape(first));
});

test("a key that was just used is refused as soon as its revoke is answered", async () => {
  const made = await api.makeKey(["keys:read", "keys:write"]);
  expect((await api.call("GET", "/api/v1/keys", made.key)).status).toBe(200);
  expect((await api.call("DELETE", `/api/v1/keys/${made.id}`)).status).toBe(204);
  expect((await api.call("GET", "/api/v1/keys", made.key)).status).toBe(401);
  expect((await api.call("DELETE", `/api/v1/keys/${made.id}`)).status).toBe(204);
  expect((await api.call("GET", `/api/v1/keys/${made.id}`)).body.state).toBe("revoked");
});

test("a foreign key answers as an unknown one", async () => {
  const other = await api.call("POST", "/api/v1/workspaces", api.adminKey, { name: "Other" });
  expect(other.status).toBe(201);
  const { key } = other.body;
  const own = await api.makeKey(["links:read"]);
  const unknown = "01900000-0000-7000-8000-000000000000";
  for (const method of ["GET", "DELETE"]) {
    const foreign = await api.call(method, `/api/v1/keys/${own.id}`, key.key);
    const none = await api.call(method, `/api/v1/keys/${unknown}`, key.key);
    expect(foreign.status).toBe(404);
    const bare = ({ body }: typeof none) => ({ ...body, requestId: "", instance: "" });
    expect(bare(foreign)).toEqual(bare(none));
  }
  expect((await api.call("GET", "/api/v1/keys", key.key)).body.items).toHaveLength(1);
  expect((await api.call("GET", "/api/v1/workspaces/current", key.key)).body).toEqual(other.body.workspace);
  expect((await api.call("POST", "/api/v1/workspaces", key.key, { name: "Third" })).status).toBe(403);
});

test("the last key of an operator can't be revoked, nor can two operators revoke each other at once", async () => {
  const [admin] = (await api.call("GET", "/api/v1/keys?limit=200")).body.items.slice(-1);
  const alone = await api.call("DELETE", `/api/v1/keys/${admin.id}`);
  expect([alone.status, alone.body.type]).toEqual([409, "/problems/last-operator-key"]);
  const second = await api.makeKey(everyScope);
  // Held back until both are let in: who comes after the other is done has no valid key any more, and learns only that.
  const both = await whileOperatorsAreLocked(2, () =>
    Promise.all([
      api.call("DELETE", `/api/v1/keys/${admin.id}`, second.key),
      api.call("DELETE", `/api/v1/keys/${second.id}`, api.adminKey),
    ]),
  );
  expect(both.map(({ status }) => status).sort()).toEqual([204, 409]);
  await asOwner("update identity.api_keys set revoked_at = null where id = $1", [admin.id]);
});

/** Locks the keys of operators until so many of what `work` starts wait for them. */
async function whileOperatorsAreLocked<T>(waiting: number, work: () => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: api.database.ownerUrl });
  await client.connect();
  try {
    await client.query("begin");
    await client.query("select from identity.api_keys where 'operator' = any (scopes) for update");
    const result = work();
    await vi.waitFor(
      async () => {
        const waiters = await asOwner(
          "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
        );
        expect(waiters).toHaveLength(waiting);
      },
      { timeout: 15_000, interval: 10 },
    );
    await client.query("commit");
    return await result;
  } finally {
    await client.end();
  }
}

test("pages go from the newest to the oldest without a gap, and refuse a strange cursor", async () => {
  for (let count = 0; count < 5; count++) await api.makeKey(["links:read"]);
  const all = (await api.call("GET", "/api/v1/keys?limit=200", await readerKey())).body.items;
  const seen: unknown[] = [];
  const key = await readerKey();
  let cursor: string | null = "";
  while (cursor !== null) {
    const path: string = `/api/v1/keys?limit=2${cursor === "" ? "" : `&cursor=${cursor}`}`;
    const page = (await api.call("GET", path, key)).body;
    seen.push(...page.items.map((it: { id: string }) => it.id));
    cursor = page.nextCursor;
  }
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen.slice(-all.length)).toEqual(all.map((it: { id: string }) => it.id));
  const refused = await api.call("GET", "/api/v1/keys?cursor=abc", key);
  expect([refused.status, refused.body.type]).toEqual([400, "/problems/cursor-invalid"]);
});

async function readerKey(): Promise<string> {
  const { key } = (
    await api.call("POST", "/api/v1/keys", api.adminKey, { name: "reader", scopes: ["keys:read"] })
  ).body;
  return key ?? api.adminKey;
}

test("the minute of the last use is written down beside the requests", async () => {
  const made = await api.makeKey(["keys:read"]);
  await api.call("GET", "/api/v1/keys", made.key);
  const used = await vi.waitFor(
    async () => {
      const { body } = await api.call("GET", `/api/v1/keys/${made.id}`, made.key);
      expect(body.lastUsedAt).not.toBeNull();
      return body.lastUsedAt;
    },
    { timeout: 25_000, interval: 200 },
  );
  expect(Date.parse(used) % 60_000).toBe(0);
});
