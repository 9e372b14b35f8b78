import {
  type IdempotencyStore,
  type IdempotentRequest,
  idempotencyKeptMs,
  type StoredAnswer,
} from "@waypost/kit/http/idempotency.ts";
import { expect, it } from "vitest";

/** A store to be tested, empty for each test. */
export interface IdempotencySubject {
  readonly store: IdempotencyStore;
  /** Makes everything the store has look this much older. */
  age(milliseconds: number): Promise<void> | void;
}

const answer: StoredAnswer = {
  status: 201,
  headers: { location: "/things/1", etag: '"1"' },
  body: '{"id":"1","name":"Grüße \\u0000"}',
};

/** What every {@link IdempotencyStore} must do. Call it inside `describe`; `open` gives a store for one test. */
export function idempotencyConformance(open: () => Promise<IdempotencySubject> | IdempotencySubject): void {
  const { signal } = new AbortController();

  it("gives a stored answer again, byte for byte", async () => {
    const { store } = await open();
    const request = newRequest();
    expect(await store.begin(request, signal)).toEqual(begun);
    await store.complete(request, answer);
    expect(await store.begin(request, signal)).toEqual({ state: "stored", answer });
    expect(await store.begin(request, signal)).toEqual({ state: "stored", answer });
  });

  it("stores answers without a body", async () => {
    const { store } = await open();
    const request = newRequest();
    await store.begin(request, signal);
    await store.complete(request, { status: 204, headers: {}, body: null });
    expect(await store.begin(request, signal)).toEqual({
      state: "stored",
      answer: { status: 204, headers: {}, body: null },
    });
  });

  it("lets one of many concurrent requests begin", async () => {
    const { store } = await open();
    const request = newRequest();
    const states = await Promise.all(Array.from({ length: 10 }, () => store.begin(request, signal)));
    expect(states.map(({ state }) => state).sort()).toEqual(["begun", ...Array(9).fill("in-use")]);
  });

  it("refuses another request under the same key, before and after the first is answered", async () => {
    const { store } = await open();
    const request = newRequest();
    const other = { ...request, requestHash: "f".repeat(64) };
    await store.begin(request, signal);
    expect(await store.begin(other, signal)).toEqual({ state: "reused" });
    await store.complete(request, answer);
    expect(await store.begin(other, signal)).toEqual({ state: "reused" });
  });

  it("keeps workspaces and operations apart", async () => {
    const { store } = await open();
    const request = newRequest();
    await store.begin(request, signal);
    const elsewhere = { ...request, workspaceId: crypto.randomUUID() };
    expect(await store.begin(elsewhere, signal)).toEqual(begun);
    expect(await store.begin({ ...request, operationId: "otherThing" }, signal)).toEqual(begun);
  });

  it("frees the key of an abandoned request, for any request", async () => {
    const { store } = await open();
    const request = newRequest();
    await store.begin(request, signal);
    await store.abandon(request);
    expect(await store.begin({ ...request, requestHash: "e".repeat(64) }, signal)).toEqual(begun);
  });

  it("begins a released request again at once under the same id, and no other request", async () => {
    const { store } = await open();
    const request = newRequest();
    const first = await store.begin(request, signal);
    await store.release(request);
    expect(await store.begin({ ...request, requestHash: "d".repeat(64) }, signal)).toEqual({
      state: "reused",
    });
    expect(await store.begin(request, signal)).toEqual(first);
    expect(await store.begin(request, signal)).toEqual({ state: "in-use" });
  });

  it("forgets an answer after 24 hours and not before", async () => {
    const { store, age } = await open();
    const request = newRequest();
    await store.begin(request, signal);
    await store.complete(request, answer);
    await age(idempotencyKeptMs - 60_000);
    expect((await store.begin(request, signal)).state).toBe("stored");
    await age(61_000);
    expect(await store.begin(request, signal)).toEqual(begun);
  });
}

const begun = { state: "begun", resourceId: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-/) };

function newRequest(): IdempotentRequest {
  return {
    workspaceId: crypto.randomUUID(),
    operationId: "createThing",
    key: crypto.randomUUID(),
    requestHash: "0".repeat(64),
  };
}
