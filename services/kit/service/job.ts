import type { Logger } from "pino";

/** Work on a schedule. It may run in any process, but in one at a time over all of them. */
export interface Job {
  /** Kebab-case and unique within the service. */
  readonly name: string;
  /** From the end of one run to the start of the next, ±5 %. */
  readonly everyMs: number;
  /** From the start of the process to the first run. Default: the smaller of `everyMs` and 5 s, ±50 %. */
  readonly firstAfterMs?: number;
  /** After this long the run's signal fires. Default 10 minutes. */
  readonly timeoutMs?: number;
  /**
   * One run. `signal` fires at the time-out and when the process stops; give it to `database.within`. What is returned
   * becomes the detail of the history entry; throwing fails the run, which is logged and counted, never repeated early.
   */
  run(run: JobRun): Promise<unknown>;
}

/** The facts of one run. */
export interface JobRun {
  readonly signal: AbortSignal;
  /** Epoch milliseconds at which the signal fires by itself. */
  readonly deadline: number;
  readonly log: Logger;
}

/** What became of a run. A turn that another process held is not a run. */
export interface JobHistoryEntry {
  readonly job: string;
  readonly startedAt: Date;
  readonly tookMs: number;
  readonly outcome: "done" | "failed" | "stopped";
  /** What the run returned, or the message of its error. */
  readonly detail: unknown;
}
