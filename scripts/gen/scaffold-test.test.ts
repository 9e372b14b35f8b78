import { expect, test } from "vitest";
import type { Contract } from "./rest/model.ts";
import { readOperations } from "./rest/read-operations.ts";
import { scaffoldTest } from "./scaffold-test.ts";

/** The test of an operation whose contract says `more`. */
async function testOf(more: object): Promise<string> {
  const responses = { "204": { description: "Done." } };
  const change = { operationId: "changeThing", summary: "Change a thing.", responses, ...more };
  const contract: Contract = {
    service: "things",
    file: "api/things.yaml",
    source: { lineOf: () => 1 },
    document: { openapi: "3.1.0", info: {}, paths: { "/things/{id}": { patch: change } } },
  };
  const [operation] = readOperations(contract);
  if (operation === undefined) throw new Error("The contract has no operation.");
  const subject = { service: "things", name: "changeThing", summary: "Change a thing" };
  return await scaffoldTest(subject, { contract, operation });
}

const parameters = [
  { name: "id", in: "path", required: true, schema: { type: "string", format: "uuid" } },
  { name: "limit", in: "query", schema: { type: "integer", default: 50 } },
  { name: "search", in: "query", schema: { type: "string" } },
];
const schema = { type: "object", properties: { name: { type: "string" } } };
const content = { "application/json": { schema, examples: { one: { value: { name: "new" } } } } };

test("a test has the operation's own request, refusals and aborted call, and a place for the rest", async () => {
  const text = await testOf({
    security: [{ bearer: ["things:write"] }],
    parameters,
    requestBody: { content },
  });
  expect(text).toMatch(/"method":"PATCH","url":"\/things\/[0-9a-f-]{36}","payload":\{"name":"new"\}/);
  expect(text).toContain("service.ask(request, null)).statusCode).toBe(401)");
  expect(text).toContain("service.ask(request, [])).statusCode).toBe(403)");
  expect(text).toMatch(
    /changeThing\(service\.context, call, \{"path":\{"id":"[0-9a-f-]{36}"\},"query":\{"limit":50\},"body":\{"name":"new"\}\}\)/,
  );
  expect(text).toContain('import { changeThing } from "../logic/change-thing.ts";');
  expect(text).toContain('unwrittenTest("changeThing: Change a thing");');
});

test("an operation without scopes refuses only who has no key, and one for everybody nobody", async () => {
  const keyed = await testOf({ security: [{ bearer: [] }], parameters });
  expect(keyed).toContain("toBe(401)");
  expect(keyed).not.toContain("toBe(403)");
  const open = await testOf({ security: [], parameters });
  expect(open).not.toContain("request");
  expect(open).toContain("AbortSignal.abort");
});

test("a method's test sends its message with every field at its default", async () => {
  const subject = { service: "things", name: "countThings", summary: "Count" };
  const text = await scaffoldTest(subject, { request: "CountRequest", module: "proto/things_pb.ts" });
  expect(text).toContain('import { CountRequestSchema } from "@waypost/gen/proto/things_pb.ts";');
  expect(text).toContain("countThings(service.context, call, emptyMessage(CountRequestSchema))");
});
