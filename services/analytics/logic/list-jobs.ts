import type { ListJobs, ListJobsResult } from "@waypost/gen/rest/analytics/operations.ts";
import type { AnalyticsContext } from "../context.ts";
import { showJob } from "../domain/show-job.ts";

export const listJobs: ListJobs<AnalyticsContext> = async (ctx): Promise<ListJobsResult> => ({
  status: 200,
  body: { items: (await ctx.jobs.list()).map(showJob) },
});
