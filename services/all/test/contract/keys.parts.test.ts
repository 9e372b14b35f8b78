import type { IdentityTables } from "@waypost/gen/db/identity.ts";
import { everyScope } from "@waypost/gen/rest/scopes.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkAnswer, type ProblemBody } from "./check-answer.ts";
import { callOperation } from "./contract-call.ts";
import { type ContractOperation, contractOperations } from "./contract-document.ts";
import { type ContractWorld, openContractWorld } from "./contract-world.ts";

let world: ContractWorld;
/** Headers that open nothing, by why they don't. */
let refused: Readonly<Record<string, string | null>>;

beforeAll(async () => {
  world = await openContractWorld();
  const expired = await world.makeKey(everyScope);
  const revoked = await world.makeKey(everyScope);
  await world.app.inject({
    method: "DELETE",
    url: `/api/v1/keys/${revoked.id}`,
    headers: { authorization: `Bearer ${world.adminKey}` },
  });
  await expire(expired.id);
  refused = {
    missing: null,
    "without a key": "Bearer",
    "of another scheme": `Basic ${Buffer.from(`${world.adminKey}:`).toString("base64")}`,
    malformed: "Bearer wp_short",
    "of the wrong alphabet": `Bearer wp_${"0".repeat(32)}`,
    "too long": `Bearer wp_${"a".repeat(10_000)}`,
    "with more behind it": `Bearer ${world.adminKey} x`,
    unknown: `Bearer wp_${"a".repeat(32)}`,
    expired: `Bearer ${expired.key}`,
    revoked: `Bearer ${revoked.key}`,
  };
});
afterAll(() => world?.close());

const generated = contractOperations.filter((it) => !it.handRouted);
const withId = generated.filter((it) => it.path.includes("{id}"));
const absentId = "6f1d2c3a-0000-4000-8000-000000000000";

/** As time would, which tests don't wait for. */
async function expire(keyId: string): Promise<void> {
  const { db } = world.database.open<IdentityTables>("identity");
  const expiresAt = new Date(Date.now() - 1_000);
  await db.updateTable("api_keys").set({ expires_at: expiresAt }).where("id", "=", keyId).execute();
}

/** An answer without what differs from request to request. */
function essence({ statusCode, headers, body }: Awaited<ReturnType<typeof callOperation>>): string {
  const { date: _date, "x-request-id": requestId, "content-length": _length, ...rest } = headers;
  const { instance: _instance, requestId: told, ...problem }: ProblemBody = JSON.parse(body);
  expect(told).toBe(requestId);
  return JSON.stringify({ statusCode, headers: rest, problem });
}

function call(operation: ContractOperation, key: string | null, id = absentId) {
  const body = Object.values(operation.body?.examples ?? {})[0];
  return callOperation(world.app, operation, key, { path: { id }, ...(body === undefined ? {} : { body }) });
}

test("every operation of the generated runtime needs a key", () => {
  expect(generated.filter((it) => it.scopes === null)).toEqual([]);
});

test("every key that opens nothing is answered in the same words, by every operation", async () => {
  const answers = new Map<string, string>();
  for (const operation of generated) {
    for (const [why, authorization] of Object.entries(refused)) {
      const headers: Record<string, string> = authorization === null ? {} : { authorization };
      const response = await callOperation(
        world.app,
        operation,
        null,
        { path: { id: absentId } },
        { headers, query: "surprise=1" },
      );
      checkAnswer(operation, response);
      expect(response.statusCode, `${operation.operationId}, ${why}`).toBe(401);
      answers.set(essence(response), `${operation.operationId}, ${why}`);
    }
  }
  expect([...answers.values()]).toHaveLength(1);
});

describe("a key opens what its scopes say, and nothing else", () => {
  const scoped = generated.filter((it) => (it.scopes ?? []).length > 0);

  test.each(scoped)("$operationId", async (operation) => {
    const needed = operation.scopes ?? [];
    const lacking = await world.makeKey(everyScope.filter((it) => !needed.includes(it)));
    const refusal = await call(operation, lacking.key);
    checkAnswer(operation, refusal);
    expect(refusal.statusCode).toBe(403);
    expect(refusal.json<ProblemBody>().detail).toContain(needed.join(", "));

    const enough = await world.makeKey(needed);
    const answer = await call(operation, enough.key);
    checkAnswer(operation, answer);
    expect([401, 403]).not.toContain(answer.statusCode);
  });
});

describe("what belongs to another workspace is answered as what is not there", () => {
  test.each(withId)("$operationId", async (operation) => {
    const foreign = world.thingsOf(operation.path)?.foreign;
    const answers = await Promise.all([absentId, foreign].map((id) => call(operation, world.adminKey, id)));
    for (const answer of answers) {
      checkAnswer(operation, answer);
      expect(answer.statusCode).toBe(404);
    }
    expect(new Set(answers.map(essence)).size).toBe(1);
  });

  test.each(withId)("$operationId left it untouched", async (operation) => {
    const own = world.thingsOf(operation.path)?.foreign;
    const read = contractOperations.find((it) => it.path === operation.path && it.method === "GET");
    if (read === undefined) return;
    const answer = await call(read, world.otherKey, own);
    checkAnswer(read, answer);
    expect(answer.statusCode).toBe(200);
  });
});
