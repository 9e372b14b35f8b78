import { header } from "../planned-files.ts";
import { compileValidators } from "./compile-validators.ts";
import { type JsonSchema, selfContained } from "./json-schema.ts";
import { type OperationModel, type Place, type RestService, schemasOf } from "./model.ts";

/** What the validator of a part of an operation is called in its module. */
export function validatorName({ operationId }: OperationModel, part: Place | "body"): string {
  const suffix = { path: "Path", query: "Query", header: "Headers", body: "Body" }[part];
  return `${operationId}${suffix}`;
}

/** Emits `parameter-validators.js`: path, query and headers, coerced, with all faults at once. */
export function emitParameterValidators(service: RestService): string {
  const schemas = schemasOf(service.contract.document);
  const wanted = new Map<string, JsonSchema>();
  for (const operation of routed(service)) {
    for (const place of ["path", "query", "header"] as const) {
      const found = operation.parameters.filter((parameter) => parameter.in === place);
      if (found.length === 0 && place !== "query") continue;
      const properties = Object.fromEntries(found.map(({ key, schema }) => [key, schema]));
      const required = found.filter((parameter) => parameter.required).map(({ key }) => key);
      const schema = { type: "object", additionalProperties: false, properties, required };
      wanted.set(validatorName(operation, place), selfContained(schema, schemas));
    }
  }
  return header(service.contract.file) + compileValidators(wanted, { coerce: true, allErrors: true });
}

/** Emits `body-validators.js`: one that stops at the first fault, and one that explains. */
export function emitBodyValidators(service: RestService): string {
  const schemas = schemasOf(service.contract.document);
  const wanted = new Map<string, JsonSchema>();
  for (const operation of routed(service)) {
    if (operation.body === null) continue;
    wanted.set(validatorName(operation, "body"), selfContained(operation.body.schema, schemas));
  }
  const explaining = new Map([...wanted].map(([name, schema]) => [`${name}Explain`, schema]));
  return (
    header(service.contract.file) +
    scoped("first", compileValidators(wanted, { coerce: false, allErrors: false })) +
    scoped("all", compileValidators(explaining, { coerce: false, allErrors: true }))
  );
}

function routed({ operations }: RestService): readonly OperationModel[] {
  return operations.filter((operation) => !operation.handRouted);
}

/** Two compilations number their helpers alike; the marker keeps them apart in one module. */
function scoped(marker: string, code: string): string {
  return code.replace(
    /\b((?:validate|schema|formats|pattern|func|evaluated|required)\d+)\b/g,
    `$1_${marker}`,
  );
}

/** The declarations of a module of validators. */
export function declareValidators(file: string, code: string): string {
  const names = [...code.matchAll(/^export const (\w+) =/gm)].map(([, name]) => name);
  return `${header(file)}import type { Validate } from "@waypost/kit/http/table.ts";\n\n${names
    .map((name) => `export declare const ${name}: Validate;\n`)
    .join("")}`;
}
