import type { ListJobs, ListJobsResult } from "@waypost/gen/rest/operator/operations.ts";
import type { OperatorContext } from "../context.ts";
import { showJob } from "../domain/show-job.ts";

export const listJobs: ListJobs<OperatorContext> = async (ctx): Promise<ListJobsResult> => ({
  status: 200,
  body: { items: (await ctx.jobs.list()).map(showJob) },
});
