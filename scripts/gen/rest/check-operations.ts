import { errorCodes } from "@waypost/kit/errors/codes.ts";
import { checkSchemas } from "./check-schemas.ts";
import { checkShape } from "./check-shape.ts";
import { ContractError, type ContractFinding } from "./contract-error.ts";
import { scopesOf } from "./derive-scopes.ts";
import type { Contract, OperationModel, RestService } from "./model.ts";
import { type ProblemModel, problemsFile } from "./read-problems.ts";
import type { Report } from "./report.ts";

type Problems = ReadonlyMap<string, ProblemModel>;

/**
 * Refuses contracts that the runtime can't keep. Style and examples are the linter's business.
 * @throws ContractError with every finding
 */
export function checkOperations(services: readonly RestService[], problems: Problems): void {
  const findings: ContractFinding[] = [];
  const owners = new Map<string, OperationModel>();
  const scopes = scopesOf(services.map(({ contract }) => contract.document));
  for (const { contract, operations } of services) {
    for (const operation of operations) {
      const report = reporter(contract, operation, findings);
      checkIdentity(operation, owners, report);
      checkShape(contract, operation, report);
      checkSchemas(contract, operation, report);
      checkProblems(operation, problems, report);
      checkIdempotency(operation, report);
      checkScopes(operation, scopes, report);
    }
  }
  if (findings.length > 0) throw new ContractError(findings);
}

function reporter(contract: Contract, operation: OperationModel, findings: ContractFinding[]): Report {
  const name = `${operation.method} ${operation.path}`;
  return (path, rule, message, hint) =>
    findings.push({
      file: contract.file,
      line: contract.source.lineOf([...operation.at, ...path]),
      rule,
      message: `${name} ${message}`,
      hint,
    });
}

function checkIdentity(operation: OperationModel, owners: Map<string, OperationModel>, report: Report): void {
  const { operationId } = operation;
  if (!/^[a-z][A-Za-z0-9]*$/.test(operationId)) {
    report(
      ["operationId"],
      "operation-id",
      "has no operationId in camelCase.",
      "Add one, such as createLink.",
    );
    return;
  }
  const twin = owners.get(operationId);
  if (twin !== undefined) {
    const message = `is called ${operationId}, as the one at ${twin.declaredAt}.`;
    report(
      ["operationId"],
      "operation-id-unique",
      message,
      "Rename one; one logic file serves one operation.",
    );
  }
  owners.set(operationId, operation);
}

function checkProblems(operation: OperationModel, problems: Problems, report: Report): void {
  operation.problems.forEach((slug, index) => {
    const problem = problems.get(slug);
    if (problem === undefined) {
      const hint = `Declare it in ${problemsFile}, or correct the name.`;
      report(["x-problems", index], "unknown-problem", `lists the unknown problem "${slug}".`, hint);
      return;
    }
    const status = String(errorCodes[problem.code].http);
    if (operation.statuses.includes(status)) return;
    const message = `may answer "${slug}" (${problem.code}) but does not declare the status ${status}.`;
    report(["x-problems", index], "problem-status", message, `Add "${status}" to its responses.`);
  });
}

function checkScopes(operation: OperationModel, scopes: ReadonlyMap<string, string>, report: Report): void {
  const unknown = (operation.scopes ?? []).filter((scope) => !scopes.has(scope));
  if (unknown.length === 0) return;
  const hint = "Declare it under `x-scopes` at the top of the contract, with what it lets do.";
  report(["security"], "unknown-scope", `needs the unknown scope ${unknown.join(", ")}.`, hint);
}

function checkIdempotency(operation: OperationModel, report: Report): void {
  const takesKey = operation.parameters.some(
    ({ in: place, key }) => place === "header" && key === "idempotency-key",
  );
  if (!takesKey || operation.idempotent) return;
  const hint = "Write `x-idempotent: true` instead of the header: it adds the header and its problems.";
  report(["parameters"], "idempotency", "takes an Idempotency-Key that nothing heeds.", hint);
}
