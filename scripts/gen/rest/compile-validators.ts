import { Ajv2020 } from "ajv/dist/2020.js";
import standaloneModule from "ajv/dist/standalone/index.js";
import addFormatsModule from "ajv-formats";
import { formats } from "./formats.ts";
import type { JsonSchema } from "./json-schema.ts";

// Both are CommonJS with a `default` beside it, which Node hands over as one object.
const standaloneCode = standaloneModule.default;
const addFormats = addFormatsModule.default;

export interface ValidatorOptions {
  /** Text becomes number or boolean where the schema asks for it. */
  readonly coerce: boolean;
  /** Every fault rather than the first. */
  readonly allErrors: boolean;
}

/** Knows the meta-schema; throws at schemas that are none. */
const judge = new Ajv2020({ strict: true, allowUnionTypes: true, strictRequired: false });

/** Compiles schemas to the source of one ES module that exports each validator by its name. */
export function compileValidators(
  schemas: ReadonlyMap<string, JsonSchema>,
  { coerce, allErrors }: ValidatorOptions,
): string {
  if (schemas.size === 0) return "";
  const ajv = new Ajv2020({
    code: { source: true, esm: true, lines: true },
    coerceTypes: coerce,
    useDefaults: true,
    allErrors,
    strict: true,
    allowUnionTypes: true,
    strictRequired: false,
    // Done below: each instance would compile the meta-schema for itself, which took a sixth of the generator's time.
    validateSchema: false,
  });
  addFormats(ajv);
  for (const [name, format] of Object.entries(formats)) ajv.addFormat(name, format);
  for (const [name, schema] of schemas) {
    // Throws by itself, saying why, when it is no schema; anything else but true is a promise, which is not asked for.
    if (judge.validateSchema(schema, true) !== true) throw new TypeError(`${name} can't be judged at once.`);
  }
  for (const [name, schema] of schemas) ajv.addSchema({ ...schema, $id: name });
  const names = Object.fromEntries([...schemas.keys()].map((name) => [name, name]));
  return importRequired(standaloneCode(ajv, names).replace(/^"use strict";/, ""));
}

/** Ajv writes `require` into ES modules too; each becomes an import of the CommonJS file. */
function importRequired(code: string): string {
  const modules: string[] = [];
  const body = code.replace(/require\("([^"]+)"\)/g, (_, specifier: string) => {
    if (!modules.includes(specifier)) modules.push(specifier);
    return `required${modules.indexOf(specifier)}`;
  });
  const imports = modules.map((name, index) => `import required${index} from "${name}.js";\n`);
  return `${imports.join("")}${body}\n`;
}
