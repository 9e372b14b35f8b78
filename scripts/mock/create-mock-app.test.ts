import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { errorCodes } from "@waypost/kit/errors/codes.ts";
import type { RestOperation } from "@waypost/kit/http/table.ts";
import { createSchemaCompiler } from "@waypost/testing/schema-compiler.ts";
import type { InjectOptions } from "fastify";
import { afterAll, describe, expect, it } from "vitest";
import { type Contract, documentOf, loadContracts } from "./contract.ts";
import { createMockApp, type MockRequest } from "./create-mock-app.ts";
import { mockOperation } from "./mock-operation.ts";
import { sampleField, sampleMedia } from "./sample-answer.ts";

const root = dirname(dirname(import.meta.dirname));
const contracts = await loadContracts(root);
const told: MockRequest[] = [];
const app = createMockApp(contracts, (request) => told.push(request));
afterAll(() => app.close());

const { components, paths } = JSON.parse(readFileSync(join(root, "gen/rest/openapi.json"), "utf8"));
const compile = createSchemaCompiler(components.schemas);
const fitsProblem = compile(components.schemas.Problem);
const auth = { authorization: "Bearer wp_test" };

const operations = contracts.flatMap((contract) =>
  contract.table.operations.map((operation) => ({ name: operation.operationId, contract, operation })),
);

/** A request that the contract allows: its examples, and samples for what is in the path. */
function requestFor(contract: Contract, { operationId, method, body }: RestOperation): InjectOptions {
  const { path, operation, parameters } = documentOf(contract, { operationId });
  const url = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const field = parameters.find((it) => it.in === "path" && it.name === name);
    return field === undefined ? "" : String(sampleField(contract.document, field));
  });
  const [media] = Object.values(operation.requestBody?.content ?? {});
  const json = { ...auth, "content-type": "application/json" };
  if (body === null || media === undefined) return { method, url, headers: auth };
  return { method, url, headers: json, payload: JSON.stringify(sampleMedia(contract.document, media)) };
}

describe.each(operations)("$name", ({ contract, operation }) => {
  const request = requestFor(contract, operation);
  const { slugs, statuses } = mockOperation(contract, operation);

  it("answers what the contract allows", async () => {
    const reply = await app.inject(request);
    const declared = operation.responses[reply.statusCode];
    expect(declared, reply.body).toBeDefined();
    for (const [header, required] of Object.entries(declared?.headers ?? {})) {
      if (required) expect(reply.headers[header], header).toBeTypeOf("string");
    }
    const { path } = documentOf(contract, operation);
    const response = paths[path][operation.method.toLowerCase()].responses[reply.statusCode];
    const schema = response.content?.["application/json"].schema;
    expect(schema !== undefined).toBe(declared?.serialize !== null);
    if (schema === undefined) return expect(reply.body).toBe("");
    const validate = compile(schema);
    expect(validate(reply.json()), JSON.stringify(validate.errors)).toBe(true);
  });

  if (operation.scopes !== null) {
    it("wants a key", async () => {
      const { authorization: _, ...headers } = request.headers ?? {};
      for (const key of [{}, { authorization: "Bearer sk_test" }, { authorization: "Basic wp_test" }]) {
        const reply = await app.inject({ ...request, headers: { ...headers, ...key } });
        expect(reply.statusCode).toBe(401);
      }
    });
  }

  it.each([
    ...slugs.map((slug) => `problem=${slug}`),
    ...statuses.filter((status) => status >= 400).map((status) => `status=${status}`),
  ])("answers a problem when asked for %s", async (prefer) => {
    const reply = await app.inject({ ...request, headers: { ...request.headers, prefer } });
    expect(reply.headers["preference-applied"]).toBe(prefer);
    const [name, value = ""] = prefer.split("=");
    const { problems } = contract.table;
    const code = problems[value]?.code ?? value.replaceAll("-", "_");
    const status =
      name === "status" ? Number(value) : Object.entries(errorCodes).find(([it]) => it === code)?.[1].http;
    expect(reply.statusCode).toBe(status);
    if (operation.method === "HEAD") return;
    expect(reply.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
    const problem = reply.json();
    expect(fitsProblem(problem), JSON.stringify(fitsProblem.errors)).toBe(true);
    expect(problem.status).toBe(status);
    if (name === "problem") expect(problem.type).toBe(`/problems/${value}`);
  });
});

const create = (body: unknown, headers: Readonly<Record<string, string>> = {}) =>
  app.inject({
    method: "POST",
    url: "/api/v1/links",
    headers: { ...auth, "content-type": "application/json", ...headers },
    payload: JSON.stringify(body),
  });

describe("the mock", () => {
  it("offers every problem of the contract", () => {
    for (const { contract, operation } of operations) {
      expect(mockOperation(contract, operation).slugs).toEqual(
        expect.arrayContaining([...operation.problems]),
      );
    }
  });

  it("checks requests as the product does, whatever is preferred", async () => {
    const reply = await create({ url: 1, colour: "red" }, { prefer: "problem=alias-taken" });
    expect(reply.statusCode).toBe(400);
    expect(reply.json()).toMatchObject({
      type: "/problems/contract-violation",
      errors: expect.arrayContaining([expect.objectContaining({ pointer: "/body/url" })]),
    });
    expect(reply.headers["preference-applied"]).toBeUndefined();
  });

  it("passes over preferences that it can't meet, and tells of them", async () => {
    told.length = 0;
    const reply = await create(
      { url: "https://example.com" },
      { prefer: "respond-async, problem=key-not-found" },
    );
    expect(reply.statusCode).toBe(201);
    expect(reply.headers["preference-applied"]).toBeUndefined();
    await expect
      .poll(() => told)
      .toEqual([
        expect.objectContaining({
          operation: "createLink",
          status: 201,
          note: expect.stringMatching(/^problem=key-not-found is not declared: alias-taken, /),
        }),
      ]);
  });

  it("answers no status that the operation doesn't declare", async () => {
    const reply = await create({ url: "https://example.com" }, { prefer: "status=404" });
    expect(reply.statusCode).toBe(201);
  });

  it("heeds the first preference that it can meet", async () => {
    const reply = await create(
      { url: "https://example.com" },
      { prefer: "problem=key-not-found, status=409; q=1" },
    );
    expect(reply.headers["preference-applied"]).toBe("status=409");
    expect(reply.json()).toMatchObject({ type: "/problems/alias-taken" });
  });

  it("tells a repeated idempotent request from a reused key", async () => {
    const key = { "idempotency-key": "order-1" };
    const first = await create({ url: "https://example.com/a" }, key);
    const again = await create({ url: "https://example.com/a" }, key);
    expect([first.statusCode, again.statusCode, again.body]).toEqual([201, 201, first.body]);
    const other = await create({ url: "https://example.com/b" }, key);
    expect(other.json()).toMatchObject({ type: "/problems/idempotency-key-reused" });
  });

  it("has one page of a list, so that a client that follows cursors comes to an end", async () => {
    const reply = await app.inject({ url: "/api/v1/links", headers: auth });
    expect(reply.json()).toMatchObject({ items: [expect.anything()], nextCursor: null });
  });

  it("sends visitors to example.com", async () => {
    const reply = await app.inject({ url: "/spring-sale?utm_source=mail" });
    expect(reply.statusCode).toBe(302);
    expect(reply.headers).toMatchObject({
      location: "https://example.com/",
      "cache-control": "private, no-store",
    });
    expect((await app.inject({ url: "/favicon.ico" })).statusCode).toBe(404);
  });
});
