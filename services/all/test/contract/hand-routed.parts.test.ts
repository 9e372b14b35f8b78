import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkAnswer } from "./check-answer.ts";
import { type ContractOperation, contractOperations } from "./contract-document.ts";
import { type ContractWorld, openContractWorld } from "./contract-world.ts";

let world: ContractWorld;
beforeAll(async () => {
  world = await openContractWorld();
});
afterAll(() => world?.close());

const handRouted = contractOperations.filter((it) => it.handRouted);
const json = { accept: "application/problem+json" };

async function makeLink(fields: object = {}): Promise<{ id: string; code: string; url: string }> {
  const response = await world.app.inject({
    method: "POST",
    url: "/api/v1/links",
    headers: { authorization: `Bearer ${world.adminKey}` },
    payload: { url: "https://example.com/goal", ...fields },
  });
  return response.json();
}

async function visit(operation: ContractOperation, code: string) {
  const response = await world.app.inject({
    method: operation.method as "GET",
    url: `/${code}`,
    headers: json,
  });
  checkAnswer(operation, response);
  return response;
}

test("the operations that services mount themselves are these, and each has its cases here", () => {
  expect(handRouted.map((it) => it.operationId)).toEqual(["followLink", "probeLink"]);
});

describe.each(handRouted)("$operationId", (operation) => {
  test("sends visitors on, in a way that nobody keeps", async () => {
    const { code, url } = await makeLink();
    const response = await visit(operation, code);
    expect(response.statusCode).toBe(302);
    expect(response.headers).toMatchObject({ location: url, "cache-control": "private, no-store" });
    expect(response.body).toBe("");
  });

  test("answers 404 to a code that nobody made", async () => {
    expect((await visit(operation, "nobody-made-this")).statusCode).toBe(404);
  });

  test("answers 410 once the link is deleted, and sends on again once it is restored", async () => {
    const { id, code } = await makeLink();
    const headers = { authorization: `Bearer ${world.adminKey}` };
    await world.app.inject({ method: "DELETE", url: `/api/v1/links/${id}`, headers });
    expect((await visit(operation, code)).statusCode).toBe(410);
    await world.app.inject({ method: "POST", url: `/api/v1/links/${id}/restore`, headers });
    expect((await visit(operation, code)).statusCode).toBe(302);
  });

  test("answers 410 once all clicks are used up", async () => {
    const { code } = await makeLink({ maxClicks: 1 });
    const follow = () => world.app.inject({ method: "GET", url: `/${code}`, headers: json });
    expect((await follow()).statusCode).toBe(302);
    // This process learns that nothing is left from the first visitor who is refused.
    expect((await follow()).statusCode).toBe(410);
    expect((await visit(operation, code)).statusCode).toBe(410);
  });

  test("has a page for people", async () => {
    const response = await world.app.inject({
      method: operation.method as "GET",
      url: "/nobody-made-this",
      headers: { accept: "text/html,*/*;q=0.8" },
    });
    expect(response.statusCode).toBe(404);
    expect(response.headers["content-type"]).toMatch(/^text\/html/);
    expect(response.headers["content-security-policy"]).toContain("default-src 'none'");
  });
});

test("other methods are told which there are", async () => {
  const { code } = await makeLink();
  for (const method of ["POST", "PUT", "PATCH", "DELETE"] as const) {
    const response = await world.app.inject({ method, url: `/${code}`, headers: json });
    expect(response.statusCode).toBe(405);
    expect(response.headers.allow).toMatch(/GET, HEAD/);
  }
});
