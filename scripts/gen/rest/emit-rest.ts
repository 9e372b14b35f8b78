import { scopesOf } from "./derive-scopes.ts";
import { emitOperations } from "./emit-operations.ts";
import { emitProblems } from "./emit-problems.ts";
import { emitRoutes } from "./emit-routes.ts";
import { emitScopes } from "./emit-scopes.ts";
import { declareSerializers, emitSerializers } from "./emit-serializers.ts";
import { emitTypes } from "./emit-types.ts";
import { declareValidators, emitBodyValidators, emitParameterValidators } from "./emit-validators.ts";
import { mergeDocuments } from "./merge-documents.ts";
import type { RestService } from "./model.ts";
import type { ProblemModel } from "./read-problems.ts";

/** Every file that follows from contracts which were found to be right, by path. */
export async function emitRest(
  services: readonly RestService[],
  problems: ReadonlyMap<string, ProblemModel>,
): Promise<ReadonlyMap<string, string>> {
  const documents = services.map(({ contract }) => contract.document);
  const files = new Map([
    ["gen/rest/problems.ts", emitProblems(problems)],
    ["gen/rest/scopes.ts", emitScopes(scopesOf(documents))],
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
  files.set(
    "gen/rest/openapi.json",
    `${JSON.stringify(mergeDocuments(services.map(({ contract }) => contract)), null, 2)}\n`,
  );
  return files;
}
