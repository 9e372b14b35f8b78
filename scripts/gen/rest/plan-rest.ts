import { noMemory } from "../plan-memory.ts";
import type { GenPlan } from "../planned-files.ts";
import { checkOperations } from "./check-operations.ts";
import { loadContracts } from "./load-contract.ts";
import type { RestService } from "./model.ts";
import { readOperations } from "./read-operations.ts";
import { readProblems } from "./read-problems.ts";

export interface RestPlan extends GenPlan {
  readonly services: readonly RestService[];
}

/** The folders that belong to this part of the generator. */
export const restFolders = ["gen/rest"] as const;

/**
 * Plans everything that is generated from api/; writes nothing.
 * @throws ContractError with every finding, as file, line, rule, what is wrong and what to do
 */
export async function planRest(root: string, memory = noMemory): Promise<RestPlan> {
  const [contracts, problems] = await Promise.all([loadContracts(root), readProblems(root)]);
  const services = contracts.map((contract) => ({ contract, operations: readOperations(contract) }));
  checkOperations(services, problems);
  const texts = [
    JSON.stringify([...problems]),
    ...services.map(({ contract: { service, file, document }, operations }) =>
      JSON.stringify([service, file, document, operations]),
    ),
  ];
  // Loaded only where it is needed: the tools that write code take longer to load than contracts to read.
  const files = await memory.recall("rest", { texts }, async () =>
    (await import("./emit-rest.ts")).emitRest(services, problems),
  );
  return { files, folders: restFolders, services };
}
