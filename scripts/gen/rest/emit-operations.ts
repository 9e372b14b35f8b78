import { header } from "../planned-files.ts";
import type { OperationModel, ParameterModel, ResponseModel, RestService } from "./model.ts";
import { pascalCase } from "./names.ts";

/** Emits `gen/rest/<service>/operations.ts`: exact inputs and results of every operation, and the total map. */
export function emitOperations({ contract, operations }: RestService): string {
  const mapped = operations.filter((operation) => !operation.handRouted);
  const name = pascalCase(contract.service);
  return `${header(contract.file)}import type { Call } from "@waypost/kit/call.ts";
import type { Fault } from "@waypost/kit/errors/fault.ts";
import type { operations } from "./types.ts";

type Path<O extends keyof operations> = NonNullable<operations[O]["parameters"]["path"]>;
type Query<O extends keyof operations> = NonNullable<operations[O]["parameters"]["query"]>;
type Header<O extends keyof operations> = NonNullable<operations[O]["parameters"]["header"]>;
type Body<O extends keyof operations> = operations[O] extends {
  requestBody?: { content: { "application/json": infer T } };
}
  ? T
  : never;
type Answer<O extends keyof operations, S extends keyof operations[O]["responses"]> =
  operations[O]["responses"][S] extends { content: { "application/json": infer T } } ? T : never;
${mapped.map(emitOperation).join("")}
/** Everything that \`${contract.service}\` answers over REST; a map that lacks an operation does not compile. */
export type ${name}Operations<C> = {
${mapped.map(({ operationId, typeName }) => `  readonly ${operationId}: ${typeName}<C>;\n`).join("")}};
`;
}

function emitOperation(operation: OperationModel): string {
  const { typeName, summary, method, path } = operation;
  return `
${emitInput(operation)}
${emitResult(operation)}
/** ${summary}: \`${method} ${path}\` */
export type ${typeName}<C> = (ctx: C, call: Call, input: ${typeName}Input) => Promise<${typeName}Result>;
`;
}

function emitInput({ operationId, typeName, parameters, body }: OperationModel): string {
  const section = (name: string, helper: string, place: ParameterModel["in"]) => {
    const inPlace = parameters.filter((parameter) => parameter.in === place);
    if (inPlace.length === 0) return "";
    const fields = inPlace.map(
      ({ key, name: raw, present }) =>
        `    readonly ${propertyName(key)}${present ? "" : "?"}: NonNullable<${helper}<"${operationId}">[${JSON.stringify(raw)}]>;\n`,
    );
    return `  readonly ${name}: {\n${fields.join("")}  };\n`;
  };
  const fields = [
    section("path", "Path", "path"),
    section("query", "Query", "query"),
    section("headers", "Header", "header"),
    body === null ? "" : `  readonly body${body.required ? "" : "?"}: Body<"${operationId}">;\n`,
  ].join("");
  if (fields === "") return `export type ${typeName}Input = Readonly<Record<string, never>>;`;
  return `export interface ${typeName}Input {\n${fields}}`;
}

function emitResult({ operationId, typeName, success, problems }: OperationModel): string {
  const members = success.map((response) => emitSuccess(operationId, response));
  if (problems.length > 0) members.push(`Fault<${problems.map((slug) => JSON.stringify(slug)).join(" | ")}>`);
  return `export type ${typeName}Result =\n${members.map((member) => `  | ${member}`).join("\n")};`;
}

function emitSuccess(operationId: string, { status, headers, body }: ResponseModel): string {
  const fields = [`readonly status: ${status}`];
  if (headers.length > 0) {
    const optional = headers.every(({ required }) => !required) ? "?" : "";
    const types = headers.map(
      ({ name, required }) =>
        `readonly ${propertyName(name.toLowerCase())}${required ? "" : "?"}: NonNullable<operations["${operationId}"]["responses"][${status}]["headers"][${JSON.stringify(name)}]>`,
    );
    fields.push(`readonly headers${optional}: { ${types.join("; ")} }`);
  }
  if (body !== null) fields.push(`readonly body: Answer<"${operationId}", ${status}>`);
  return `{ ${fields.join("; ")} }`;
}

function propertyName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}
