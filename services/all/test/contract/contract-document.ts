import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The part of JSON Schema that the contracts use. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly minProperties?: number;
  readonly additionalProperties?: boolean | JsonSchema;
}

export interface ContractParameter {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required: boolean;
  readonly schema: JsonSchema;
}

export interface ContractResponse {
  readonly headers: Readonly<Record<string, { readonly required?: boolean; readonly schema: JsonSchema }>>;
  /** By media type; empty when the answer has no body. */
  readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>>;
}

/** One operation of the bundled contract, with every reference on its upper levels followed. */
export interface ContractOperation {
  readonly operationId: string;
  readonly method: "GET" | "HEAD" | "POST" | "PATCH" | "PUT" | "DELETE";
  readonly path: string;
  /** Null when no key is needed. */
  readonly scopes: readonly string[] | null;
  readonly problems: readonly string[];
  readonly handRouted: boolean;
  readonly parameters: readonly ContractParameter[];
  readonly body: { readonly schema: JsonSchema; readonly examples: Readonly<Record<string, unknown>> } | null;
  /** By status, `default` included. */
  readonly responses: Readonly<Record<string, ContractResponse>>;
}

// The bundle as JSON; its shape is linted by `npm run contracts`, and read here by name only.
// biome-ignore lint/suspicious/noExplicitAny: what JSON holds is checked by the linter of the contracts, not by types.
type Json = any;

const file = join(import.meta.dirname, "../../../../gen/rest/openapi.json");
const document: Json = JSON.parse(readFileSync(file, "utf8"));

/** What a reference points at, or the value itself. */
export function follow<T extends object>(value: T): T {
  if (!("$ref" in value) || typeof value.$ref !== "string") return value;
  const parts = value.$ref.slice(2).split("/");
  return follow(parts.reduce((at: Json, part) => at[part], document));
}

/** Every schema of the bundle, for a validator that follows references itself. */
export const allSchemas: Readonly<Record<string, JsonSchema>> = document.components.schemas;

/** Every operation of the product's contract. */
export const contractOperations: readonly ContractOperation[] = Object.entries<Json>(document.paths).flatMap(
  ([path, item]) =>
    Object.entries<Json>(item)
      .filter(([method]) => method !== "parameters")
      .map(([method, operation]) => readOperation(path, method, operation, item.parameters ?? [])),
);

function readOperation(
  path: string,
  method: string,
  operation: Json,
  shared: readonly Json[],
): ContractOperation {
  const security: Json[] = operation.security ?? document.security;
  const media = operation.requestBody && follow<Json>(operation.requestBody).content["application/json"];
  return {
    operationId: operation.operationId,
    method: method.toUpperCase() as ContractOperation["method"],
    path,
    scopes: security.length === 0 ? null : security[0].bearer,
    problems: operation["x-problems"] ?? [],
    handRouted: operation["x-hand-routed"] === true,
    parameters: [...shared, ...(operation.parameters ?? [])].map((it) => {
      const parameter: Json = follow(it);
      return { required: false, ...parameter };
    }),
    body: media
      ? {
          schema: media.schema,
          examples: Object.fromEntries(
            Object.entries<Json>(media.examples ?? {}).map(([name, { value }]) => [name, value]),
          ),
        }
      : null,
    responses: Object.fromEntries(
      Object.entries<Json>(operation.responses).map(([status, response]) => {
        const { headers = {}, content = {} }: Json = follow(response);
        return [status, { headers, content }];
      }),
    ),
  };
}
