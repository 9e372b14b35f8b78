import { type JsonSchema, referencedSchema, resolveSchema } from "./json-schema.ts";
import { type Contract, type OperationModel, schemasOf } from "./model.ts";
import type { Report } from "./report.ts";

type Schemas = Readonly<Record<string, JsonSchema>>;

/** Refuses request bodies whose check would let unknown fields pass, or cost more than their size. */
export function checkSchemas(contract: Contract, operation: OperationModel, report: Report): void {
  if (operation.body === null || operation.handRouted) return;
  const schemas = schemasOf(contract.document);
  for (const [name, schema] of reached(operation.body.schema, schemas)) {
    for (const { rule, message, hint } of judge(schema, schemas)) {
      report(["requestBody"], rule, `takes a body ${name === "" ? "" : `with ${name} `}${message}`, hint);
    }
  }
}

interface Verdict {
  readonly rule: string;
  readonly message: string;
  readonly hint: string;
}

function judge(schema: JsonSchema, schemas: Schemas): Verdict[] {
  const verdicts: Verdict[] = [];
  const types = [schema.type ?? (schema.properties === undefined ? [] : "object")].flat();
  if (
    types.includes("object") &&
    schema.additionalProperties === undefined &&
    schema.unevaluatedProperties !== false
  ) {
    verdicts.push({
      rule: "closed-body",
      message: "that does not say whether unknown fields are allowed.",
      hint: "Add additionalProperties: false, or the schema of the further fields.",
    });
  }
  if (types.includes("array") && schema.maxItems === undefined) {
    verdicts.push({
      rule: "bounded-list",
      message: "that has a list without a bound.",
      hint: "Add maxItems.",
    });
  }
  if (schema.uniqueItems === true && !isScalar(resolveSchema(schema.items ?? {}, schemas))) {
    verdicts.push({
      rule: "unique-items",
      message: "that compares whole objects with each other.",
      hint: "uniqueItems costs the square of the length unless the items are plain values of one type.",
    });
  }
  return verdicts;
}

function isScalar({ type }: JsonSchema): boolean {
  return typeof type === "string" && type !== "object" && type !== "array";
}

/** Every schema that a body can lead to, with the component it belongs to. */
function reached(body: JsonSchema, schemas: Schemas): [string, JsonSchema][] {
  const found: [string, JsonSchema][] = [];
  const seen = new Set<string>();
  const visit = (name: string, schema: JsonSchema): void => {
    if (schema.$ref !== undefined) {
      const target = referencedSchema(schema.$ref) ?? "";
      const next = schemas[target];
      if (next === undefined || seen.has(target)) return;
      seen.add(target);
      visit(target, next);
      return;
    }
    found.push([name, schema]);
    const inner = [
      ...Object.values(schema.properties ?? {}),
      ...(schema.allOf ?? []),
      ...(schema.anyOf ?? []),
      ...(schema.oneOf ?? []),
    ];
    if (schema.items !== undefined) inner.push(schema.items);
    if (typeof schema.additionalProperties === "object") inner.push(schema.additionalProperties);
    for (const one of inner) visit(name, one);
  };
  visit("", body);
  return found;
}
