import type { OperatorOperations } from "@waypost/gen/rest/operator/operations.ts";
import { operatorTable } from "@waypost/gen/rest/operator/routes.ts";
import { defineService } from "@waypost/kit/service/define-service.ts";
import { type OperatorContext, openContext } from "./context.ts";
import { operatorDeclaration } from "./declaration.ts";
import { listJobRuns } from "./logic/list-job-runs.ts";
import { listJobs } from "./logic/list-jobs.ts";
import { runJob } from "./logic/run-job.ts";

const operations: OperatorOperations<OperatorContext> = { listJobRuns, listJobs, runJob };

/** What an operator asks of the whole installation, not of one service. */
export const operator = defineService({
  ...operatorDeclaration,
  open: openContext,
  rest: { table: operatorTable, operations },
});
