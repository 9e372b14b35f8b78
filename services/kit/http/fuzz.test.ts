import { MemoryIdempotencyStore } from "@waypost/testing/memory-idempotency.ts";
import { fixtureKeys, fixtureTable, recordingLog } from "@waypost/testing/rest-fixture.ts";
import fc from "fast-check";
import { afterAll, expect, it } from "vitest";
import { createHttpApp } from "./create-http-app.ts";
import { mountOperations } from "./mount-operations.ts";

const { log, lines } = recordingLog();
const app = createHttpApp({ log });
mountOperations(app, {
  table: fixtureTable,
  context: {},
  verifyKey: (token) => fixtureKeys[token] ?? null,
  idempotencyStore: new MemoryIdempotencyStore(),
  operations: {
    createThing: async (_ctx, _call, input) => ({
      status: 201,
      headers: { location: "/things/1" },
      body: input,
    }),
    listThings: async (_ctx, _call, input) => ({ status: 200, body: input }),
    getThing: async (_ctx, _call, input) => ({ status: 200, headers: { etag: '"1"' }, body: input }),
    deleteThing: async () => ({ status: 204 }),
  },
});
afterAll(() => app.close());

const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 30 }),
  fc.constantFrom("%00", "%ff", "__proto__", "..", "\\u0000"),
);
const headerText = fc.string({
  unit: fc.integer({ min: 32, max: 255 }).map((code) => String.fromCharCode(code)),
  maxLength: 40,
});
const request = fc.record({
  method: fc.constantFrom("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"),
  path: fc.oneof(
    fc.constantFrom("/things", "/things/ab"),
    fc.array(text).map((parts) => `/${parts.map(encode).join("/")}`),
  ),
  query: fc.array(fc.tuple(fc.oneof(fc.constantFrom("limit", "search", "color"), text), text), {
    maxLength: 4,
  }),
  authorization: fc.oneof(fc.constant("Bearer wp_full"), headerText),
  contentType: fc.oneof({ weight: 3, arbitrary: fc.constant("application/json") }, headerText),
  idempotencyKey: headerText,
  ifMatch: headerText,
  traceparent: headerText,
  body: fc.oneof(
    fc.json(),
    fc.string(),
    fc.uint8Array(),
    fc.record({ name: fc.json(), size: fc.anything() }).map((value) => safeJson(value)),
  ),
});

/** Percent-encodes what can't stand in a request line, and leaves broken escapes broken. */
function encode(part: string): string {
  return part.replace(/[^\x21\x24-\x3e\x40-\x7e]/g, (char) =>
    encodeURIComponent(char.isWellFormed() ? char : "x"),
  );
}

function safeJson(value: unknown): string {
  return JSON.stringify(value, (_, inner) => (typeof inner === "bigint" ? String(inner) : inner)) ?? "";
}

it("answers any request with a success or with a problem of the caller, never with a fault of its own", async () => {
  await fc.assert(
    fc.asyncProperty(request, async ({ method, path, query, body, ...rest }) => {
      const search = query.map(([name, value]) => `${encode(name)}=${encode(value)}`).join("&");
      const reply = await app.inject({
        method: method as "GET",
        url: `http://a${path}${search === "" ? "" : `?${search}`}`,
        headers: {
          authorization: rest.authorization,
          "content-type": rest.contentType,
          "idempotency-key": rest.idempotencyKey,
          "if-match": rest.ifMatch,
          traceparent: rest.traceparent,
        },
        payload: Buffer.from(body as string),
      });
      expect(reply.statusCode).toBeLessThan(500);
      if (reply.statusCode < 400) return;
      expect(reply.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
      if (method === "HEAD") return;
      expect(reply.json()).toMatchObject({
        status: reply.statusCode,
        requestId: reply.headers["x-request-id"],
      });
    }),
    { numRuns: 2_000 },
  );
  expect(lines.filter(({ level }) => Number(level) >= 50)).toEqual([]);
});
