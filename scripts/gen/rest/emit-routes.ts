import { header } from "../planned-files.ts";
import { serializerName } from "./emit-serializers.ts";
import { validatorName } from "./emit-validators.ts";
import { resolveSchema } from "./json-schema.ts";
import type { OperationModel, ParameterModel, RestService } from "./model.ts";
import { schemasOf } from "./model.ts";
import { camelCase } from "./names.ts";

/** Emits `gen/rest/<service>/routes.ts`: the contract as the data that the runtime walks. */
export function emitRoutes(service: RestService): string {
  const { contract, operations } = service;
  return `${header(contract.file)}import type { RestTable } from "@waypost/kit/http/table.ts";
import { problems } from "../problems.ts";
import * as bodies from "./body-validators.js";
import * as parameters from "./parameter-validators.js";
import * as serializers from "./serializers.js";

export const ${camelCase(contract.service)}Table: RestTable = {
  service: ${JSON.stringify(contract.service)},
  problems,
  operations: [
${operations.map((operation) => emitRoute(service, operation)).join("")}  ],
};
`;
}

function emitRoute(service: RestService, operation: OperationModel): string {
  const { operationId, method, path, scopes, problems, idempotent, handRouted, success } = operation;
  const responses = success.map(({ status, headers, body }) => {
    const names = headers.map(({ name, required }) => `${JSON.stringify(name.toLowerCase())}: ${required}`);
    const serialize =
      body === null || handRouted ? "null" : `serializers.${serializerName(operation, status)}`;
    return `        ${status}: { headers: {${pad(names)}}, serialize: ${serialize} },\n`;
  });
  return `    {
      operationId: ${JSON.stringify(operationId)},
      method: ${JSON.stringify(method)},
      path: ${JSON.stringify(path.replace(/\{([^}]+)\}/g, ":$1"))},
      scopes: ${JSON.stringify(scopes)},
      problems: ${JSON.stringify(problems)},
      idempotent: ${idempotent},
      handRouted: ${handRouted},
      parameters: {
        path: ${emitParameters(service, operation, "path")},
        query: ${emitParameters(service, operation, "query")},
        headers: ${emitParameters(service, operation, "header")},
      },
      body: ${emitBody(operation)},
      responses: {
${responses.join("")}      },
    },
`;
}

function emitParameters(
  service: RestService,
  operation: OperationModel,
  place: ParameterModel["in"],
): string {
  const found = operation.parameters.filter((parameter) => parameter.in === place);
  // Every operation has a query validator, so that a parameter the contract doesn't know is refused.
  if (operation.handRouted || (found.length === 0 && place !== "query")) return "null";
  const schemas = schemasOf(service.contract.document);
  const lists = found.filter(({ schema }) => resolveSchema(schema, schemas).type === "array");
  const keys = (list: readonly ParameterModel[]) => JSON.stringify(list.map(({ key }) => key));
  return `{ names: ${keys(found)}, lists: ${keys(lists)}, validate: parameters.${validatorName(operation, place)} }`;
}

function emitBody(operation: OperationModel): string {
  if (operation.body === null || operation.handRouted) return "null";
  const name = validatorName(operation, "body");
  return `{ required: ${operation.body.required}, validate: bodies.${name}, explain: bodies.${name}Explain }`;
}

function pad(parts: readonly string[]): string {
  return parts.length === 0 ? "" : ` ${parts.join(", ")} `;
}
