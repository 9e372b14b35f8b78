import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkAnswer, type ProblemBody, slugOf } from "./check-answer.ts";
import { type CallInput, callOperation, type RawParts } from "./contract-call.ts";
import { type ContractOperation, contractOperations, follow } from "./contract-document.ts";
import { type ContractWorld, openContractWorld } from "./contract-world.ts";
import { inputArbitrary } from "./input-arbitrary.ts";
import { invalidBodies, invalidValues } from "./invalid-values.ts";
import { propertyRuns } from "./property-runs.ts";

let world: ContractWorld;
beforeAll(async () => {
  world = await openContractWorld();
});
afterAll(() => world?.close());

const generated = contractOperations.filter((it) => !it.handRouted);
const withBody = generated.filter((it) => it.body !== null);
const idOf = ({ path }: ContractOperation) => world.thingsOf(path)?.own[0];

/** Sends what the contract refuses and expects to be told so, with a pointer to the field. */
async function expectRefused(
  operation: ContractOperation,
  pointer: string,
  what: string,
  input: CallInput,
  raw: RawParts = {},
): Promise<void> {
  const call = { ...input, path: { id: idOf(operation), ...input.path } };
  const response = await callOperation(world.app, operation, world.adminKey, call, raw);
  checkAnswer(operation, response);
  expect(slugOf(response), `${what}: ${response.body}`).toBe("contract-violation");
  const pointers = response.json<ProblemBody>().errors?.map((it) => it.pointer);
  expect(pointers, `${what}: ${response.body}`).toContain(pointer);
}

describe("a body that breaks the contract is refused by its field", () => {
  test.each(withBody)("$operationId", async (operation) => {
    const schema = operation.body?.schema ?? {};
    const property = fc.asyncProperty(inputArbitrary(operation, world), async (input) => {
      for (const { what, json, pointer } of invalidBodies(schema, input.body as Record<string, unknown>)) {
        await expectRefused(operation, `/body${pointer ?? ""}`, what, input, { body: json });
      }
    });
    await fc.assert(property, propertyRuns(3));
  });

  test.each(withBody)("$operationId without a body, or with one of bad bytes", async (operation) => {
    await expectRefused(operation, "/body", "no body", {});
    await expectRefused(
      operation,
      "/body",
      "bad UTF-8",
      {},
      { body: Buffer.from('{"url":"\xff"}', "latin1") },
    );
    await expectRefused(operation, "/body", "UTF-16", {}, { body: Buffer.from('{"url":"a"}', "utf16le") });
  });

  test.each(withBody)("$operationId with a body of another kind, or one too long", async (operation) => {
    const call = (raw: RawParts) =>
      callOperation(world.app, operation, world.adminKey, { path: { id: idOf(operation) } }, raw);
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "x"]) {
      const response = await call({ body: "url=a", headers: { "content-type": type } });
      checkAnswer(operation, response);
      expect(response.statusCode, type).toBe(415);
    }
    const long = await call({ body: `{"url":"${"a".repeat(1_048_576)}"}` });
    checkAnswer(operation, long);
    expect(long.statusCode).toBe(413);
  });

  const writing = generated.filter((it) => it.body === null && !["GET", "HEAD"].includes(it.method));
  test.each(writing)("$operationId takes no body", async (operation) => {
    await expectRefused(operation, "/body", "a body", {}, { body: "{}" });
  });
});

describe("parameters that break the contract are refused by their name", () => {
  test.each(generated)("$operationId", async (operation) => {
    const body = Object.values(operation.body?.examples ?? {})[0];
    const given = body === undefined ? {} : { body };
    for (const name of ["surprise", "constructor", "__proto__", "toString", "id"]) {
      await expectRefused(operation, `/query/${name}`, "unknown", given, { query: `${name}=1` });
    }
    for (const { name, in: where, schema } of operation.parameters) {
      const section = where === "header" ? "headers" : where;
      const pointer = `/${section}/${where === "header" ? name.toLowerCase() : name}`;
      for (const value of badTexts(where, schema)) {
        await expectRefused(operation, pointer, `${name}: ${value}`, {
          ...given,
          [where]: { [name]: value },
        });
      }
      if (where !== "query") continue;
      const { enum: [first = "2"] = [] } = follow(schema);
      const twice = `${name}=${String(first)}&${name}=${String(first)}`;
      await expectRefused(operation, pointer, "twice", given, { query: twice });
      await expectRefused(operation, pointer, "NUL", given, { query: `${name}=a%00b` });
      await expectRefused(operation, "/query", "bad UTF-8", given, { query: `${name}=%ED%A0%80` });
      await expectRefused(operation, "/query", "a bad escape", given, { query: `${name}=%` });
    }
  });
});

/** The same values as in a body, as far as a parameter can have them: they are text and become what the schema says. */
function badTexts(where: "path" | "query" | "header", schema: Parameters<typeof invalidValues>[0]): string[] {
  const texts = invalidValues(schema)
    .map(({ json }): unknown => JSON.parse(json))
    .filter((value) => typeof value === "string" || (typeof value === "number" && Number.isFinite(value)))
    .map(String);
  const takesText = [follow(schema).type].flat().includes("string");
  const { enum: allowed, format, pattern } = follow(schema);
  const free = takesText && allowed === undefined && format === undefined && pattern === undefined;
  return texts
    .filter((text) => {
      if (!text.isWellFormed() || text.includes("\0")) return false; // sent as escapes instead
      if (where === "path" && text === "") return false; // another path
      // biome-ignore lint/suspicious/noControlCharactersInRegex: no HTTP client can send these in a header.
      if (where === "header" && (text === "" || /[\x00-\x1f]/.test(text))) return false;
      if (!takesText) return !/^7$/.test(text);
      return !free || text.length > 0 || (follow(schema).minLength ?? 0) > 0;
    })
    .filter((text) => !(free || pattern !== undefined) || !/^(7|1\.5|true)$/.test(text));
}
