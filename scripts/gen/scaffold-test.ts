import type { JsonSchema } from "./rest/json-schema.ts";
import type { Contract, OperationModel, RawOperation } from "./rest/model.ts";
import { camelCase, kebabCase } from "./rest/names.ts";
import { fillTemplate } from "./template.ts";

/** What the first test of a piece of logic is made from. */
export type TestSource =
  | { readonly contract: Contract; readonly operation: OperationModel }
  | { readonly request: string; readonly module: string };

interface Subject {
  readonly service: string;
  readonly name: string;
  readonly summary: string;
}

/** The first test of new logic: who is refused, what an aborted call does, and a place for what it is for. */
export async function scaffoldTest({ service, name, summary }: Subject, source: TestSource): Promise<string> {
  const values = { service: camelCase(service), name, file: kebabCase(name), summary };
  if ("request" in source) return await fillTemplate("rpc-test", { ...values, ...source });
  const { contract, operation } = source;
  const sample = await sampler(contract);
  const valuesIn = (place: string) =>
    Object.fromEntries(
      operation.parameters
        .filter((one) => one.in === place && one.present)
        .map(({ key, schema }) => [key, schema.default ?? sample(schema)]),
    );
  const body =
    operation.body === null ? undefined : (exampleOf(contract, operation) ?? sample(operation.body.schema));
  const has = (place: string) => operation.parameters.some((one) => one.in === place);
  const input = {
    ...(has("path") ? { path: valuesIn("path") } : {}),
    ...(has("query") ? { query: valuesIn("query") } : {}),
    ...(has("header") ? { headers: valuesIn("header") } : {}),
    ...(body === undefined ? {} : { body }),
  };
  const url = operation.path.replace(/\{(\w+)\}/g, (_, key: string) =>
    encodeURIComponent(String(valuesIn("path")[key])),
  );
  const request = { method: operation.method, url, ...(body === undefined ? {} : { payload: body }) };
  return await fillTemplate("rest-test", {
    ...values,
    input: JSON.stringify(input),
    refusals: refusals(name, operation, JSON.stringify(request)),
  });
}

function refusals(name: string, { scopes }: OperationModel, request: string): string {
  if (scopes === null) return "";
  const noKey = `
test("${name} is refused without a key", async () => {
  expect((await service.ask(request, null)).statusCode).toBe(401);
});
`;
  const noScope = `
test("${name} is refused with a key that lacks its scope", async () => {
  expect((await service.ask(request, [])).statusCode).toBe(403);
});
`;
  return `\nconst request = ${request} as const;\n${noKey}${scopes.length === 0 ? "" : noScope}`;
}

/** Loaded only for new operations, which are rare. */
async function sampler({ document }: Contract): Promise<(schema: JsonSchema) => unknown> {
  const { sample } = await import("openapi-sampler");
  // Through unknown: the library's type of a schema may be written to, and it is JSON all the same.
  return (schema) => sample(schema as unknown as Parameters<typeof sample>[0], { quiet: true }, document);
}

function exampleOf({ document }: Contract, { at }: OperationModel): unknown {
  const [, path = "", method = ""] = at;
  const raw = document.paths?.[path]?.[method] as RawOperation & {
    readonly requestBody?: { readonly content?: Readonly<Record<string, { readonly examples?: object }>> };
  };
  const [example] = Object.values(raw.requestBody?.content?.["application/json"]?.examples ?? {});
  return example?.value;
}
