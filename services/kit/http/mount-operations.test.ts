import { MemoryIdempotencyStore } from "@waypost/testing/memory-idempotency.ts";
import { fixtureKeys, fixtureTable, recordingLog } from "@waypost/testing/rest-fixture.ts";
import type { FastifyInstance, InjectOptions } from "fastify";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Call } from "../call.ts";
import { Fault } from "../errors/fault.ts";
import { createHttpApp } from "./create-http-app.ts";
import { type MountOptions, mountOperations } from "./mount-operations.ts";
import type { RestOperations, RestSuccess } from "./table.ts";

interface Context {
  readonly made: string[];
}

const apps: FastifyInstance[] = [];
afterEach(async () => {
  await Promise.all(apps.splice(0).map((app) => app.close()));
});

const writing = { authorization: "Bearer wp_full", "content-type": "application/json" };
const things: RestOperations<Context> = {
  createThing: async (ctx, _call, input: { body: { name: string } }) => {
    if (ctx.made.includes(input.body.name)) return new Fault("conflict", "thing-taken", { detail: "Taken." });
    ctx.made.push(input.body.name);
    return {
      status: 201,
      headers: { location: `/things/${ctx.made.length}` },
      body: { name: input.body.name },
    };
  },
  listThings: async (_ctx, _call, input) => ({ status: 200, body: input }),
  getThing: async (_ctx, call: Call, input: { path: { id: string } }) => ({
    status: 200,
    headers: { etag: '"1"' },
    body: { id: input.path.id, actor: call.actor.kind, traceId: call.traceId, requestId: call.requestId },
  }),
  deleteThing: async () => ({ status: 204 }),
};

function open(options: Partial<MountOptions<Context>> = {}) {
  const { log, lines } = recordingLog();
  const app = createHttpApp({ log });
  apps.push(app);
  const context: Context = { made: [] };
  const observed: [string, number][] = [];
  mountOperations<Context>(app, {
    table: fixtureTable,
    operations: things,
    context,
    verifyKey: (token) => fixtureKeys[token] ?? null,
    idempotencyStore: new MemoryIdempotencyStore(),
    metrics: { observe: (operationId, status) => observed.push([operationId, status]) },
    ...options,
  });
  const call = async (request: InjectOptions) => {
    const reply = await app.inject(request);
    return {
      ...reply,
      json: reply.body === "" ? undefined : JSON.parse(reply.body),
      headers: reply.headers,
      statusCode: reply.statusCode,
    };
  };
  const create = (body: unknown, headers: Record<string, string> = {}) =>
    call({
      method: "POST",
      url: "/things",
      headers: { ...writing, ...headers },
      payload: JSON.stringify(body),
    });
  return { app, call, create, context, lines, observed };
}

const only = (name: string, logic: (call: Call) => Promise<RestSuccess | Fault>) => ({
  operations: { ...things, [name]: (_ctx: Context, call: Call) => logic(call) },
});

describe("answers", () => {
  it("writes status, headers and body of the contract", async () => {
    const { create } = open();
    const reply = await create({ name: "a" });
    expect(reply).toMatchObject({ statusCode: 201, json: { name: "a" } });
    expect(reply.headers).toMatchObject({
      location: "/things/1",
      "content-type": "application/json; charset=utf-8",
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
      "x-request-id": expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  it("answers 204 without a body or a content type", async () => {
    const { call } = open();
    const reply = await call({
      method: "DELETE",
      url: "/things/1",
      headers: { authorization: writing.authorization },
    });
    expect(reply).toMatchObject({ statusCode: 204, json: undefined });
    expect(reply.headers["content-type"]).toBeUndefined();
  });

  it("answers HEAD as GET without the body", async () => {
    const { call } = open();
    const reply = await call({ method: "HEAD", url: "/things/ab" });
    expect(reply).toMatchObject({ statusCode: 200, json: undefined });
    expect(reply.headers.etag).toBe('"1"');
  });

  it("gives logic coerced parameters, defaults and lists", async () => {
    const { call } = open();
    const { json } = await call({ url: "/things?limit=7&color=red", headers: writing });
    expect(json).toEqual({ query: { limit: 7, color: ["red"] } });
    expect((await call({ url: "/things", headers: writing })).json).toEqual({ query: { limit: 50 } });
  });

  it("continues the caller's trace, and begins one otherwise", async () => {
    const { call } = open();
    const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
    const traced = await call({
      url: "/things/ab",
      headers: { traceparent: `00-${traceId}-00f067aa0ba902b7-01` },
    });
    expect(traced.json.traceId).toBe(traceId);
    const fresh = await call({ url: "/things/ab", headers: { traceparent: "rubbish" } });
    expect(fresh.json.traceId).toBe(fresh.json.requestId.replaceAll("-", ""));
  });

  it("counts requests by operation and status", async () => {
    const { call, create, observed } = open();
    await create({ name: "a" });
    await create({ nam: "a" });
    await call({ url: "/things" });
    await vi.waitFor(
      () =>
        expect(observed).toEqual([
          ["createThing", 201],
          ["createThing", 400],
          ["listThings", 401],
        ]),
      { timeout: 10_000 },
    );
  });
});

describe("faults of logic", () => {
  it.each([["returned"], ["thrown"]])("tells a %s fault as a problem", async (way) => {
    const { create } = open(
      only("createThing", async () => {
        const fault = new Fault("conflict", "thing-taken", { detail: "Taken.", retryAfterSeconds: 1.2 });
        if (way === "thrown") throw fault;
        return fault;
      }),
    );
    const reply = await create({ name: "a" });
    expect(reply.json).toEqual({
      type: "/problems/thing-taken",
      title: "The thing is taken",
      status: 409,
      detail: "Taken.",
      instance: "/things",
      requestId: reply.headers["x-request-id"],
    });
    expect(reply.headers).toMatchObject({
      "retry-after": "2",
      "content-type": "application/problem+json; charset=utf-8",
    });
  });

  it.each([
    ["an unknown error", () => Promise.reject(new Error("password=hunter2"))],
    ["an undeclared status", async () => ({ status: 202, body: { secret: "hunter2" } })],
    ["an undeclared problem", async () => new Fault("not_found", "thing-not-found", { detail: "hunter2" })],
    ["an undeclared problem that is thrown", () => Promise.reject(new Fault("not_found", "thing-not-found"))],
    ["a missing required header", async () => ({ status: 201, body: { secret: "hunter2" } })],
  ])("hides %s behind an opaque 500 and logs it", async (_, logic) => {
    const { create, lines } = open(only("createThing", logic));
    const reply = await create({ name: "a" });
    expect(reply.json).toEqual({
      type: "/problems/internal",
      title: "Internal error",
      status: 500,
      instance: "/things",
      requestId: reply.headers["x-request-id"],
    });
    const logged = lines.find(({ level }) => level === 50);
    expect(logged).toMatchObject({
      requestId: reply.json.requestId,
      operation: "createThing",
      err: { stack: expect.any(String) },
    });
  });

  it("lets faults of the runtime pass that no contract lists, and logs that something could not be served", async () => {
    const { create, lines } = open(only("createThing", async () => new Fault("unavailable", "unavailable")));
    const reply = await create({ name: "a" });
    expect(reply.statusCode).toBe(503);
    expect(reply.headers).not.toHaveProperty("retry-after");
    expect(lines).toContainEqual(
      expect.objectContaining({ level: 40, requestId: reply.json.requestId, problem: "unavailable" }),
    );
  });

  it("answers 501 for logic that is not written", async () => {
    const { create } = open(only("createThing", async () => new Fault("not_implemented", "not-implemented")));
    expect(await create({ name: "a" })).toMatchObject({ statusCode: 501 });
  });
});

describe("keys", () => {
  it.each([
    ["none", undefined],
    ["another scheme", "Basic d3A6d3A="],
    ["no token", "Bearer "],
    ["a malformed token", "Bearer a b"],
    ["an unknown token", "Bearer wp_nobody"],
    ["an endless token", `Bearer ${"x".repeat(5000)}`],
  ])("answers %s with the same 401, before the body is looked at", async (_, authorization) => {
    const { call } = open();
    const headers = {
      "content-type": "text/plain",
      ...(authorization === undefined ? {} : { authorization }),
    };
    const reply = await call({ method: "POST", url: "/things", headers, payload: "x" });
    const { requestId, ...problem } = reply.json;
    expect(problem).toEqual({
      type: "/problems/unauthenticated",
      title: "No valid credentials",
      status: 401,
      detail: "Send a valid API key as `Authorization: Bearer wp_…`.",
      instance: "/things",
    });
    expect(reply.headers["www-authenticate"]).toBe('Bearer realm="waypost"');
  });

  it("names the scope that a key lacks", async () => {
    const { create } = open();
    const reply = await create({ name: "a" }, { authorization: "Bearer wp_reader" });
    expect(reply.json).toMatchObject({ status: 403, detail: "The key lacks the scope things:write." });
  });

  it.each([
    ["a promise", () => Promise.resolve(fixtureKeys.wp_full ?? null), 200],
    ["a rejected promise", () => Promise.reject(new Fault("unavailable", "unavailable")), 503],
    [
      "an exception",
      () => {
        throw new Error("boom");
      },
      500,
    ],
  ])("takes %s as the answer about a key", async (_, verifyKey, status) => {
    const { call } = open({ verifyKey });
    expect(await call({ url: "/things", headers: writing })).toMatchObject({ statusCode: status });
  });
});

describe("the contract", () => {
  it("names every bad field of path, query and headers at once", async () => {
    const { call } = open();
    const { json } = await call({ url: "/things?limit=0&unknown=1&search=a&search=b", headers: writing });
    expect(json.status).toBe(400);
    expect(json.errors).toEqual([
      { pointer: "/query/search", detail: "is given more than once" },
      { pointer: "/query/unknown", detail: "is not known here" },
      { pointer: "/query/limit", detail: "must be >= 1" },
    ]);
  });

  it("names every bad field of the body, and coerces none", async () => {
    const { create } = open();
    const { json } = await create({ size: "3", "a/b": 1 });
    expect(json.errors).toEqual([
      { pointer: "/body/name", detail: "is missing" },
      { pointer: "/body/a~1b", detail: "is not known here" },
      { pointer: "/body/size", detail: "must be integer" },
    ]);
  });

  it("bounds what it tells: 20 faults, or the first one of a large body", async () => {
    const { create } = open();
    const many = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`f${i}`, 1]));
    expect((await create(many)).json.errors).toHaveLength(20);
    const huge = Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`f${i}`, 1]));
    expect((await create(huge)).json.errors).toHaveLength(1);
    expect((await create({ ["x".repeat(5000)]: 1, name: "a" })).json.errors[0].pointer.length).toBeLessThan(
      210,
    );
  });

  it.each([
    ["/things?search=%00", "/query/search"],
    ["/things?search=%ff", "/query"],
    ["/things/a%00b", "/path/id"],
  ])("refuses text that can't be stored: %s", async (url, pointer) => {
    const { call } = open();
    const { json } = await call({ url, headers: writing });
    expect(json).toMatchObject({ status: 400, errors: [{ pointer }] });
  });

  it("refuses a body where none is expected, and a missing one where one is", async () => {
    const { call } = open();
    const without = await call({ method: "POST", url: "/things", headers: writing });
    expect(without.json).toMatchObject({ status: 400, errors: [{ pointer: "/body" }] });
    const withBody = await call({ method: "DELETE", url: "/things/1", headers: writing, payload: "{}" });
    expect(withBody.json).toMatchObject({
      status: 400,
      errors: [{ pointer: "/body", detail: "is not expected here" }],
    });
  });
});

describe("idempotency", () => {
  it("runs once and gives the stored answer again", async () => {
    const { create, context } = open();
    const first = await create({ name: "a", size: 1 }, { "idempotency-key": "one" });
    const again = await create({ size: 1, name: "a" }, { "idempotency-key": "one" });
    expect(again).toMatchObject({ statusCode: 201, body: first.body });
    expect(again.headers.location).toBe(first.headers.location);
    expect(context.made).toEqual(["a"]);
  });

  it("refuses another body under the key, and keeps workspaces apart", async () => {
    const { create } = open();
    await create({ name: "a" }, { "idempotency-key": "one" });
    expect((await create({ name: "b" }, { "idempotency-key": "one" })).json).toMatchObject({
      status: 422,
      title: "Reused",
    });
    const other = await create({ name: "b" }, { "idempotency-key": "one", authorization: "Bearer wp_other" });
    expect(other.statusCode).toBe(201);
  });

  it("refuses a request whose first is still under way", async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const { create } = open(
      only("createThing", async () => {
        await promise;
        return { status: 201, headers: { location: "/things/1" }, body: {} };
      }),
    );
    const first = create({ name: "a" }, { "idempotency-key": "one" });
    const second = await create({ name: "a" }, { "idempotency-key": "one" });
    expect(second.json).toMatchObject({ status: 409, type: "/problems/idempotency-key-in-use" });
    resolve();
    expect((await first).statusCode).toBe(201);
  });

  it("forgets a request that was refused, so that its key may stand for another", async () => {
    const { create, context } = open();
    context.made.push("a");
    expect((await create({ name: "a" }, { "idempotency-key": "one" })).statusCode).toBe(409);
    expect((await create({ name: "b" }, { "idempotency-key": "one" })).statusCode).toBe(201);
  });

  it.each([
    ["broke", new Error("the connection broke during the commit"), 500],
    ["was too slow", new Fault("deadline_exceeded", "deadline-exceeded"), 504],
    ["was cancelled", new Fault("cancelled", "cancelled"), 499],
  ])("keeps the key of a request that %s for that request, under the same id", async (_, failure, status) => {
    const ids: (string | undefined)[] = [];
    const { create } = open(
      only("createThing", async ({ resourceId }) => {
        ids.push(resourceId);
        if (ids.length === 1) throw failure;
        return { status: 201, headers: { location: "/things/1" }, body: {} };
      }),
    );
    expect((await create({ name: "a" }, { "idempotency-key": "one" })).statusCode).toBe(status);
    expect((await create({ name: "b" }, { "idempotency-key": "one" })).statusCode).toBe(422);
    expect((await create({ name: "a" }, { "idempotency-key": "one" })).statusCode).toBe(201);
    expect(ids).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/), ids[0]]);
  });
});

describe("deadlines", () => {
  it("answers 504 at the deadline, fires the signal, and drops what comes later", async () => {
    const late = Promise.withResolvers<RestSuccess>();
    let signal: AbortSignal | undefined;
    const { create } = open({
      deadlineMs: 30,
      ...only("createThing", (call) => {
        ({ signal } = call);
        return late.promise;
      }),
    });
    const reply = await create({ name: "a" });
    expect(reply.json).toMatchObject({ status: 504, type: "/problems/deadline-exceeded" });
    expect(signal?.reason).toBeInstanceOf(Fault);
    late.resolve({ status: 201, headers: { location: "/" }, body: {} });
  });

  it("covers the check of the key", async () => {
    const { call } = open({ deadlineMs: 30, verifyKey: () => new Promise(() => undefined) });
    expect(await call({ url: "/things", headers: writing })).toMatchObject({ statusCode: 504 });
  });

  it("has a signal that is already fired when it is first asked for too late", async () => {
    const { create } = open({
      deadlineMs: 20,
      ...only("createThing", async (call) => {
        await vi.waitFor(() => expect(Date.now()).toBeGreaterThan(call.deadline), { timeout: 10_000 });
        call.signal.throwIfAborted();
        return { status: 201 };
      }),
    });
    expect((await create({ name: "a" })).statusCode).toBe(504);
  });
});

describe("mounting", () => {
  it("refuses a map that lacks an operation, and idempotency without a store", () => {
    const { deleteThing: _, ...rest } = things;
    expect(() => open({ operations: rest })).toThrow("The service things has no logic for deleteThing.");
    expect(() => open({ idempotencyStore: undefined })).toThrow(
      "createThing is idempotent and needs an idempotencyStore.",
    );
  });
});
