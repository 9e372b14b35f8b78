import { methods } from "./derive-responses.ts";
import { type JsonSchema, resolveSchema } from "./json-schema.ts";
import {
  type Contract,
  type OpenApiDocument,
  type OperationModel,
  type ParameterModel,
  type PathItem,
  type Place,
  type RawContent,
  type RawOperation,
  type RawParameter,
  type RawResponse,
  type ResponseModel,
  schemasOf,
} from "./model.ts";
import { pascalCase } from "./names.ts";

/** Reads what a contract declares, in order of its lines. What it must not declare is judged by check-operations. */
export function readOperations(contract: Contract): readonly OperationModel[] {
  return Object.entries(contract.document.paths ?? {}).flatMap(([path, item]) =>
    methods.flatMap((method) =>
      item[method] === undefined ? [] : [readOperation(contract, path, method, item)],
    ),
  );
}

function readOperation(contract: Contract, path: string, method: string, item: PathItem): OperationModel {
  const { document } = contract;
  const raw = item[method] as RawOperation;
  const at = ["paths", path, method];
  const operationId = raw.operationId ?? "";
  return {
    operationId,
    typeName: pascalCase(operationId),
    method: method.toUpperCase(),
    path,
    summary: raw.summary ?? "",
    scopes: readScopes(raw.security ?? document.security ?? []),
    problems: raw["x-problems"] ?? [],
    idempotent: raw["x-idempotent"] === true,
    handRouted: raw["x-hand-routed"] === true,
    parameters: readParameters(document, item, raw),
    body: readBody(document, raw),
    success: readSuccess(document, raw),
    statuses: Object.keys(raw.responses ?? {}),
    at,
    declaredAt: `${contract.file}:${contract.source.lineOf(at)}`,
  };
}

function readScopes(security: NonNullable<RawOperation["security"]>): readonly string[] | null {
  const [requirement] = security;
  return requirement === undefined ? null : Object.values(requirement).flat();
}

function readParameters(
  document: OpenApiDocument,
  item: PathItem,
  raw: RawOperation,
): readonly ParameterModel[] {
  const shared = (item.parameters ?? []) as readonly RawParameter[];
  const byPlace = new Map<string, RawParameter>();
  for (const one of [...shared, ...(raw.parameters ?? [])]) {
    const parameter = deref(document, one);
    byPlace.set(`${parameter.in}:${parameter.name}`, parameter);
  }
  return [...byPlace.values()].map((parameter) => {
    const schema: JsonSchema = parameter.schema ?? {};
    const required = parameter.required === true;
    const hasDefault = resolveSchema(schema, schemasOf(document)).default !== undefined;
    return {
      name: parameter.name,
      key: parameter.in === "header" ? parameter.name.toLowerCase() : parameter.name,
      in: parameter.in as Place, // cookies are refused by check-operations
      required,
      present: required || hasDefault,
      schema,
    };
  });
}

function readBody(document: OpenApiDocument, raw: RawOperation): OperationModel["body"] {
  if (raw.requestBody === undefined) return null;
  const body = deref(document, raw.requestBody);
  const schema = jsonSchema(body.content);
  return schema === null ? null : { required: body.required === true, schema };
}

function readSuccess(document: OpenApiDocument, raw: RawOperation): readonly ResponseModel[] {
  return Object.entries(raw.responses ?? {})
    .filter(([status]) => /^[23]\d\d$/.test(status))
    .map(([status, response]) => {
      const { headers, content } = deref<RawResponse>(document, response);
      return {
        status: Number(status),
        headers: Object.entries(headers ?? {}).map(([name, header]) => ({
          name,
          required: deref(document, header).required === true,
        })),
        body: jsonSchema(content),
      };
    });
}

function jsonSchema(content: RawContent | undefined): JsonSchema | null {
  return content?.["application/json"]?.schema ?? null;
}

/** Follows references to components other than schemas, which stay references. */
export function deref<T extends object>(document: OpenApiDocument, value: T): T {
  let current: unknown = value;
  for (let hops = 0; hops < 20; hops++) {
    const ref = (current as { $ref?: string }).$ref;
    if (ref === undefined) break;
    const [, , section = "", name = ""] = ref.split("/");
    current = document.components?.[section]?.[name];
    if (current === undefined) return value;
  }
  return current as T;
}
