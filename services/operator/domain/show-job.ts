/** A run of a job as it is known. */
interface KnownRun {
  readonly id: string;
  readonly state: "waiting" | "running" | "done" | "failed" | "stopped";
  readonly trigger: "schedule" | "request";
  readonly period: { readonly from: Date; readonly to: Date } | null;
  readonly dueAt: Date;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  readonly detail: Readonly<Record<string, unknown>> | null;
  readonly error: string | null;
}

/** A run as the API shows it. */
export function showRun(run: KnownRun) {
  return {
    id: run.id,
    state: run.state,
    trigger: run.trigger,
    from: run.period?.from.toISOString() ?? null,
    to: run.period?.to.toISOString() ?? null,
    dueAt: run.dueAt.toISOString(),
    startedAt: run.startedAt?.toISOString() ?? null,
    endedAt: run.endedAt?.toISOString() ?? null,
    detail: run.detail,
    error: run.error,
  };
}

/** A job as the API shows it. */
export function showJob(job: {
  readonly service: string;
  readonly name: string;
  readonly cron: string | null;
  readonly nextRunAt: Date | null;
  readonly takesPeriods: boolean;
  readonly lastRun: KnownRun | null;
}) {
  return {
    service: job.service,
    name: job.name,
    cron: job.cron,
    nextRunAt: job.nextRunAt?.toISOString() ?? null,
    takesPeriods: job.takesPeriods,
    lastRun: job.lastRun === null ? null : showRun(job.lastRun),
  };
}
