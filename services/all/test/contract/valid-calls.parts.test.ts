import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkAnswer, slugOf } from "./check-answer.ts";
import { callOperation } from "./contract-call.ts";
import { contractOperations } from "./contract-document.ts";
import { type ContractWorld, openContractWorld } from "./contract-world.ts";
import { inputArbitrary } from "./input-arbitrary.ts";
import { propertyRuns } from "./property-runs.ts";

let world: ContractWorld;
beforeAll(async () => {
  world = await openContractWorld();
});
afterAll(() => world?.close());

const generated = contractOperations.filter((it) => !it.handRouted);

/** A job has one run that waits, so that examples one after the other need one each. */
const exampleJobs: Readonly<Record<string, string>> = { now: "keep-retention", period: "reconcile" };

describe("every example of the contract is accepted", () => {
  const examples = generated.flatMap((operation) =>
    Object.entries(operation.body?.examples ?? {}).map(([name, body]) => ({ name, body, operation })),
  );

  test("each body has an example", () => {
    const without = generated.filter((it) => it.body !== null && Object.keys(it.body.examples).length === 0);
    expect(without.map((it) => it.operationId)).toEqual([]);
  });

  test.each(examples)("$operation.operationId: $name", async ({ name, operation, body }) => {
    const response = await callOperation(world.app, operation, world.adminKey, {
      path: { id: world.thingsOf(operation.path)?.own[0], service: "analytics", job: exampleJobs[name] },
      body,
    });
    checkAnswer(operation, response);
    expect(response.statusCode).toBeLessThan(300);
  });
});

describe("every call that fits the contract is answered by it", () => {
  test.each(generated)("$operationId", async (operation) => {
    const seen = new Map<number, number>();
    const property = fc.asyncProperty(inputArbitrary(operation, world), async (input) => {
      const response = await callOperation(world.app, operation, world.adminKey, input);
      checkAnswer(operation, response);
      // The contract let it pass, so only a rule may have refused it.
      expect(slugOf(response), response.body).not.toBe("contract-violation");
      seen.set(response.statusCode, (seen.get(response.statusCode) ?? 0) + 1);
    });
    await fc.assert(property, propertyRuns(50));
    const succeeded = [...seen].some(([status]) => status < 300);
    expect(succeeded, `none of ${JSON.stringify([...seen])} succeeded`).toBe(true);
  });
});
