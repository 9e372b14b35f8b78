import type { JsonSchema } from "./json-schema.ts";
import type { SourceMap } from "./source-map.ts";

/** A contract as it was read: one document with local references only, and where its lines are. */
export interface Contract {
  /** The folder below `services/`. */
  readonly service: string;
  /** Relative to the repository. */
  readonly file: string;
  readonly document: OpenApiDocument;
  readonly source: SourceMap;
}

/** The part of an OpenAPI 3.1 document that the generator looks into. */
export interface OpenApiDocument {
  readonly openapi: string;
  readonly info: Readonly<Record<string, unknown>>;
  readonly servers?: readonly unknown[];
  readonly security?: readonly SecurityRequirement[];
  readonly tags?: readonly { readonly name: string }[];
  /** The gateway's zone of `limit_req` for all paths of the contract. */
  readonly "x-rate-limit"?: string;
  readonly paths?: Readonly<Record<string, PathItem>>;
  readonly components?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export type SecurityRequirement = Readonly<Record<string, readonly string[]>>;
export type PathItem = Readonly<Record<string, unknown>>;

export interface RawParameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly style?: string;
  readonly explode?: boolean;
  readonly schema?: JsonSchema;
}

export interface RawContent {
  readonly [mediaType: string]: { readonly schema?: JsonSchema };
}

export interface RawResponse {
  readonly headers?: Readonly<Record<string, { readonly required?: boolean; readonly schema?: JsonSchema }>>;
  readonly content?: RawContent;
}

export interface RawOperation {
  readonly operationId?: string;
  readonly summary?: string;
  readonly description?: string;
  readonly security?: readonly SecurityRequirement[];
  readonly parameters?: readonly RawParameter[];
  readonly requestBody?: { readonly required?: boolean; readonly content?: RawContent };
  readonly responses?: Readonly<Record<string, RawResponse>>;
  readonly "x-problems"?: readonly string[];
  readonly "x-idempotent"?: boolean;
  readonly "x-hand-routed"?: boolean;
}

export type Place = "path" | "query" | "header";

export interface ParameterModel {
  /** As the contract writes it. */
  readonly name: string;
  /** As the input calls it: header names in lower case. */
  readonly key: string;
  readonly in: Place;
  /** True when logic always finds a value: required, or with a default. */
  readonly present: boolean;
  readonly required: boolean;
  readonly schema: JsonSchema;
}

export interface ResponseModel {
  readonly status: number;
  readonly headers: readonly { readonly name: string; readonly required: boolean }[];
  /** Null when the response has no body. */
  readonly body: JsonSchema | null;
}

export interface OperationModel {
  readonly operationId: string;
  /** `CreateLink`, the name of the logic type. */
  readonly typeName: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  /** Null when no key is needed. */
  readonly scopes: readonly string[] | null;
  readonly problems: readonly string[];
  readonly idempotent: boolean;
  readonly handRouted: boolean;
  readonly parameters: readonly ParameterModel[];
  readonly body: { readonly required: boolean; readonly schema: JsonSchema } | null;
  readonly success: readonly ResponseModel[];
  /** Every declared status and `default`. */
  readonly statuses: readonly string[];
  /** Where the operation stands in the document. */
  readonly at: readonly string[];
  /** The same as `file:line`. */
  readonly declaredAt: string;
}

export interface RestService {
  readonly contract: Contract;
  readonly operations: readonly OperationModel[];
}

/** The schemas of a document by name. */
export function schemasOf(document: OpenApiDocument): Readonly<Record<string, JsonSchema>> {
  return (document.components?.schemas ?? {}) as Readonly<Record<string, JsonSchema>>;
}
