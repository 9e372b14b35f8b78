import type { Logger } from "pino";

/** Work on a schedule. It may run in any process with the role `jobs`, but in one at a time over all of them. */
export interface Job {
  /** Kebab-case and unique within the service. */
  readonly name: string;
  /** `everyMs` from the end of one run to the start of the next, in whole seconds; or five fields of cron, in UTC. */
  readonly schedule: { readonly everyMs: number } | { readonly cron: string };
  /** With `everyMs`, from the first start of all to the first run. Default: the smaller of `everyMs` and 5 s. */
  readonly firstAfterMs?: number;
  /** After this long the run's signal fires. Default 10 minutes. */
  readonly timeoutMs?: number;
  /** Whether a run can be asked for a period of the past, to fill in what was not done then. Default false. */
  readonly takesPeriods?: boolean;
  /**
   * One run. `signal` fires at the time-out and when the process stops; give it to `database.within`. What is returned,
   * an object or nothing, is kept as the run's result; throwing fails the run, which is logged and counted, never
   * repeated early.
   */
  run(run: JobRun): Promise<object | undefined>;
}

/** The facts of one run. */
export interface JobRun {
  readonly signal: AbortSignal;
  /** Epoch milliseconds at which the signal fires by itself. */
  readonly deadline: number;
  readonly log: Logger;
  /** What had it run: its schedule, or a request to run it now. Default `schedule`. */
  readonly trigger?: "schedule" | "request";
  /** Only for a run that was asked for a period, of a job that takes them. */
  readonly period?: JobPeriod;
}

/** From `from`, up to but without `to`. */
export interface JobPeriod {
  readonly from: Date;
  readonly to: Date;
}
