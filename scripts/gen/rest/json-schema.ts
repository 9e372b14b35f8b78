/** The part of a JSON schema that the generator looks into; the rest is handed on as it is. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly uniqueItems?: boolean;
  readonly maxItems?: number;
  readonly additionalProperties?: boolean | JsonSchema;
  readonly unevaluatedProperties?: boolean | JsonSchema;
  readonly allOf?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly default?: unknown;
  readonly [keyword: string]: unknown;
}

const schemaPrefix = "#/components/schemas/";

/** The name a local reference points to, or nothing when it points elsewhere. */
export function referencedSchema(ref: string): string | undefined {
  return ref.startsWith(schemaPrefix) ? decodeURIComponent(ref.slice(schemaPrefix.length)) : undefined;
}

/** The schema itself, references followed. */
export function resolveSchema(schema: JsonSchema, schemas: Readonly<Record<string, JsonSchema>>): JsonSchema {
  let current = schema;
  for (let hops = 0; current.$ref !== undefined && hops < 20; hops++) {
    const target = schemas[referencedSchema(current.$ref) ?? ""];
    if (target === undefined) return current;
    current = target;
  }
  return current;
}

const annotations = new Set([
  "title",
  "description",
  "example",
  "examples",
  "deprecated",
  "externalDocs",
  "xml",
  "discriminator",
]);

/** Keywords under which names, not keywords, are the keys. */
const maps = new Set(["properties", "patternProperties", "$defs", "dependentSchemas"]);

/**
 * Leaves only what decides, with references pointing into `$defs`: what the compilers of validators and serialisers
 * take. References to plain values are written out, which lets the validator compare unique items by hash.
 */
export function bareSchema(schema: JsonSchema, schemas: Readonly<Record<string, JsonSchema>>): JsonSchema {
  if (schema.$ref !== undefined) {
    const target = resolveSchema(schema, schemas);
    if (isScalar(target)) return bareSchema(target, schemas);
    return { $ref: `#/$defs/${referencedSchema(schema.$ref) ?? schema.$ref}` };
  }
  const bare: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(schema)) {
    if (annotations.has(key) || key.startsWith("x-")) continue;
    bare[key] = maps.has(key)
      ? Object.fromEntries(
          Object.entries(value as Record<string, JsonSchema>).map(([name, inner]) => [
            name,
            bareSchema(inner, schemas),
          ]),
        )
      : bareValue(key, value, schemas);
  }
  return bare;
}

function bareValue(key: string, value: unknown, schemas: Readonly<Record<string, JsonSchema>>): unknown {
  if (key === "enum" || key === "const" || key === "default") return value;
  if (Array.isArray(value)) return value.map((item) => (isObject(item) ? bareSchema(item, schemas) : item));
  return isObject(value) ? bareSchema(value, schemas) : value;
}

function isScalar(schema: JsonSchema): boolean {
  const types = [schema.type ?? "object"].flat();
  return types.every((type) => type !== "object" && type !== "array");
}

function isObject(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** `schema` on its own: with the definitions it reaches, and no others. */
export function selfContained(schema: JsonSchema, schemas: Readonly<Record<string, JsonSchema>>): JsonSchema {
  const root = bareSchema(schema, schemas);
  const definitions = new Map<string, JsonSchema>();
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      if (key !== "$ref" || typeof inner !== "string") {
        visit(inner);
        continue;
      }
      const name = inner.slice("#/$defs/".length);
      const target = schemas[name];
      if (target === undefined || definitions.has(name)) continue;
      const bare = bareSchema(target, schemas);
      definitions.set(name, bare);
      visit(bare);
    }
  };
  visit(root);
  const $defs = Object.fromEntries([...definitions].sort(([a], [b]) => (a < b ? -1 : 1)));
  return definitions.size === 0 ? root : { ...root, $defs };
}
