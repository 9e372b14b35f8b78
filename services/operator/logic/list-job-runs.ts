import type { ListJobRuns, ListJobRunsResult } from "@waypost/gen/rest/operator/operations.ts";
import { fault } from "@waypost/gen/rest/problems.ts";
import type { OperatorContext } from "../context.ts";
import { showRun } from "../domain/show-job.ts";

export const listJobRuns: ListJobRuns<OperatorContext> = async (
  ctx,
  _call,
  { path, query },
): Promise<ListJobRunsResult> => {
  const runs = await ctx.jobs.history(path.service, path.job, query.limit);
  return runs === null ? fault("job-not-found") : { status: 200, body: { items: runs.map(showRun) } };
};
