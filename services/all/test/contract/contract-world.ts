import { vi } from "vitest";
import { type Composed, openComposed } from "../harness/open-composed.ts";
import type { ProblemBody } from "./check-answer.ts";
import { contractOperations } from "./contract-document.ts";

/** The product with two workspaces and something in each, so that operations have what to work on. */
export interface ContractWorld extends Composed {
  /** What there is of the things that a path with `{id}` is about; undefined for other paths. */
  thingsOf(path: string): Things | undefined;
  /** A key of the other workspace. */
  readonly otherKey: string;
  /** Makes a key of the first workspace. */
  makeKey(scopes: readonly string[]): Promise<{ readonly id: string; readonly key: string }>;
}

/** Things of one collection. */
export interface Things {
  /** Ids of those of the first workspace; of keys, such as no test calls with. */
  readonly own: readonly string[];
  /** The id of one of the other workspace. */
  readonly foreign: string;
}

/** What is posted to a collection to have something in it, where the first example of its contract would work only once. */
const bodies: Readonly<Record<string, (count: number) => object>> = {
  "/api/v1/links": (count) => ({ url: `https://example.com/${count}` }),
  "/api/v1/keys": () => ({ name: "spare", scopes: ["links:read"] }),
};

interface Made {
  readonly id: string;
  readonly key: string;
}

/** Opens the product and fills it. */
export async function openContractWorld(): Promise<ContractWorld> {
  const composed = await openComposed();
  try {
    return await fill(composed);
  } catch (error) {
    await composed.close();
    throw error;
  }
}

async function fill(composed: Composed): Promise<ContractWorld> {
  const { app, adminKey } = composed;
  const post = async <T>(url: string, payload: object, key = adminKey): Promise<T> => {
    const headers = { authorization: `Bearer ${key}` };
    const response = await app.inject({ method: "POST", url, headers, payload });
    if (response.statusCode !== 201) throw new Error(`POST ${url}: ${response.body}`);
    return response.json<T & ProblemBody>();
  };
  const makeKey = (scopes: readonly string[], key = adminKey) =>
    post<Made>("/api/v1/keys", { name: "made by a test", scopes }, key);
  // Jobs begin a moment after the start.
  const headers = { authorization: `Bearer ${adminKey}` };
  const isThere = async () =>
    (await app.inject({ url: "/api/v1/jobs/analytics/reconcile/runs", headers })).statusCode === 200;
  await vi.waitUntil(isThere, { timeout: 30_000, interval: 50 });
  const { key: other } = await post<{ key: Made }>("/api/v1/workspaces", { name: "Other" });
  const things = new Map<string, Things>();
  for (const collection of new Set(contractOperations.flatMap(({ path }) => collectionOf(path) ?? []))) {
    const make = async (count: number, key: string) =>
      (await post<Made>(collection, bodyFor(collection, count), key)).id;
    const own = [];
    for (let count = 0; count < 5; count++) own.push(await make(count, adminKey));
    things.set(collection, { own, foreign: await make(5, other.key) });
  }
  return {
    ...composed,
    thingsOf: (path) => things.get(collectionOf(path) ?? ""),
    otherKey: other.key,
    makeKey: (scopes) => makeKey(scopes),
  };
}

/** `/api/v1/links` of `/api/v1/links/{id}/stats`. */
function collectionOf(path: string): string | undefined {
  return /^(.*?)\/\{id\}/.exec(path)?.[1];
}

function bodyFor(collection: string, count: number): object {
  const posts = contractOperations.find(({ path, method }) => path === collection && method === "POST");
  const [example] = Object.values(posts?.body?.examples ?? {});
  const body = bodies[collection]?.(count) ?? example;
  if (typeof body !== "object" || body === null)
    throw new Error(
      `POST ${collection} has no example to make things with, for tests of ${collection}/{id}.`,
    );
  return body;
}
