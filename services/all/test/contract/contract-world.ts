import { vi } from "vitest";
import { type Composed, openComposed } from "../harness/open-composed.ts";
import type { ProblemBody } from "./check-answer.ts";

/** The product with two workspaces and something in each, so that operations have what to work on. */
export interface ContractWorld extends Composed {
  /** Links of the first workspace. */
  readonly linkIds: readonly string[];
  /** Keys of the first workspace that no test calls with. */
  readonly spareKeyIds: readonly string[];
  readonly other: {
    readonly key: string;
    readonly linkId: string;
    readonly keyId: string;
  };
  /** Makes a key of the first workspace. */
  makeKey(scopes: readonly string[]): Promise<{ readonly id: string; readonly key: string }>;
}

/** Every scope there is. */
export const everyScope = ["links:read", "links:write", "stats:read", "keys:read", "keys:write", "operator"];

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
  const makeLink = (url: string, key = adminKey) => post<Made>("/api/v1/links", { url }, key);

  const links = [];
  const spares = [];
  for (let count = 0; count < 5; count++) {
    links.push(await makeLink(`https://example.com/${count}`));
    spares.push(await makeKey(["links:read"]));
  }
  // Jobs begin a moment after the start.
  const headers = { authorization: `Bearer ${adminKey}` };
  const isThere = async () =>
    (await app.inject({ url: "/api/v1/jobs/analytics/reconcile/runs", headers })).statusCode === 200;
  await vi.waitUntil(isThere, { timeout: 30_000, interval: 50 });
  const { key: first } = await post<{ key: Made }>("/api/v1/workspaces", { name: "Other" });
  return {
    ...composed,
    linkIds: links.map(({ id }) => id),
    spareKeyIds: spares.map(({ id }) => id),
    other: {
      key: first.key,
      linkId: (await makeLink("https://example.org/other", first.key)).id,
      keyId: first.id,
    },
    makeKey: (scopes) => makeKey(scopes),
  };
}
