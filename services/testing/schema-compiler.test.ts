import { expect, test } from "vitest";
import { createSchemaCompiler } from "./schema-compiler.ts";

const thing = {
  type: "object",
  additionalProperties: false,
  required: ["id"],
  properties: { id: { type: "string", format: "uuid" }, at: { type: "string", format: "date-time" } },
};
const compile = createSchemaCompiler({ Thing: thing });
const id = "7a2e9f0e-4c8a-4b63-9d43-111111111111";

test("references lead into the document, and formats are those of the product", () => {
  const validate = compile({ type: "array", items: { $ref: "#/components/schemas/Thing" } });
  expect(validate([{ id }, { id, at: "2030-01-01T00:00:00Z" }])).toBe(true);
  expect(validate([{ id: `urn:uuid:${id}` }])).toBe(false);
  expect(validate([{ id, at: "2030-01-01 00:00:00Z" }])).toBe(false);
  expect(validate([{ id: 1, more: true }])).toBe(false);
  expect(validate.errors).toHaveLength(2);
});

test("a schema is compiled once", () => {
  expect(compile(thing)).toBe(compile(thing));
});
