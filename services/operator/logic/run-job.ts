import type { RunJob, RunJobResult } from "@waypost/gen/rest/operator/operations.ts";
import { fault } from "@waypost/gen/rest/problems.ts";
import type { OperatorContext } from "../context.ts";
import { showRun } from "../domain/show-job.ts";

export const runJob: RunJob<OperatorContext> = async (ctx, call, { path, body }): Promise<RunJobResult> => {
  const { from, to } = body;
  const period = from === undefined || to === undefined ? null : { from: new Date(from), to: new Date(to) };
  if ((from === undefined) !== (to === undefined) || (period !== null && period.from >= period.to))
    return fault("period-invalid", {
      detail: "Name both `from` and `to`, the later one last, or neither.",
      fields: [{ pointer: "/body/to", detail: "must come with `from` and lie after it" }],
    });
  const run = await ctx.jobs.runNow(path.service, path.job, period);
  if (run === null) return fault("job-not-found");
  if (run === "waiting") return fault("job-run-waiting");
  if (run === "no-periods") return fault("job-takes-no-periods");
  call.log.info({ service: path.service, job: path.job, runId: run.id }, "A run of a job was asked for");
  return { status: 202, body: showRun(run) };
};
