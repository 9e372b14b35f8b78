import type { Validate } from "@waypost/kit/http/table.ts";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { formats } from "../../scripts/gen/rest/formats.ts";

/**
 * Compiles schemas of a bundled OpenAPI document, whose `components.schemas` are given, with the formats of the product;
 * each is compiled once, when it is first asked for. A validator keeps every fault in its `errors`.
 */
export function createSchemaCompiler(
  schemas: Readonly<Record<string, object>>,
): (schema: object) => Validate {
  // Not strict: what a contract says beside its schemas, such as examples, is the linter's to judge.
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  for (const [name, format] of Object.entries(formats)) ajv.addFormat(name, format);
  const compiled = new WeakMap<object, Validate>();
  return (schema) => {
    const validate = compiled.get(schema) ?? ajv.compile({ ...schema, components: { schemas } });
    compiled.set(schema, validate);
    return validate;
  };
}
