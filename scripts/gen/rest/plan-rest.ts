import type { GenPlan } from "../planned-files.ts";
import { checkOperations } from "./check-operations.ts";
import { scopesOf } from "./derive-scopes.ts";
import { emitOperations } from "./emit-operations.ts";
import { emitProblems } from "./emit-problems.ts";
import { emitRoutes } from "./emit-routes.ts";
import { emitScopes } from "./emit-scopes.ts";
import { declareSerializers, emitSerializers } from "./emit-serializers.ts";
import { emitTypes } from "./emit-types.ts";
import { declareValidators, emitBodyValidators, emitParameterValidators } from "./emit-validators.ts";
import { loadContracts } from "./load-contract.ts";
import { mergeDocuments } from "./merge-documents.ts";
import type { RestService } from "./model.ts";
import { readOperations } from "./read-operations.ts";
import { readProblems } from "./read-problems.ts";

export interface RestPlan extends GenPlan {
  readonly services: readonly RestService[];
}

/** The folders that belong to this part of the generator. */
export const restFolders = ["gen/rest"] as const;

/**
 * Plans everything that is generated from api/, in memory.
 * @throws ContractError with every finding, as file, line, rule, what is wrong and what to do
 */
export async function planRest(root: string): Promise<RestPlan> {
  const [contracts, problems] = await Promise.all([loadContracts(root), readProblems(root)]);
  const services = contracts.map((contract) => ({ contract, operations: readOperations(contract) }));
  checkOperations(services, problems);
  const files = new Map([
    ["gen/rest/problems.ts", emitProblems(problems)],
    ["gen/rest/scopes.ts", emitScopes(scopesOf(contracts.map(({ document }) => document)))],
  ]);
  for (const service of services) {
    const { contract } = service;
    const folder = `gen/rest/${contract.service}`;
    files.set(`${folder}/types.ts`, await emitTypes(contract));
    files.set(`${folder}/operations.ts`, emitOperations(service));
    files.set(`${folder}/routes.ts`, emitRoutes(service));
    const modules = {
      "parameter-validators": emitParameterValidators(service),
      "body-validators": emitBodyValidators(service),
    };
    for (const [name, code] of Object.entries(modules)) {
      files.set(`${folder}/${name}.js`, code);
      files.set(`${folder}/${name}.d.ts`, declareValidators(contract.file, code));
    }
    files.set(`${folder}/serializers.js`, emitSerializers(service));
    files.set(`${folder}/serializers.d.ts`, declareSerializers(service));
    files.set(`${folder}/openapi.json`, `${JSON.stringify(contract.document, null, 2)}\n`);
  }
  files.set("gen/rest/openapi.json", `${JSON.stringify(mergeDocuments(contracts), null, 2)}\n`);
  return { files, folders: restFolders, services };
}
