/** The queue of a job: its service and its name. */
export function queueOf(service: string, job: string): string {
  return `${service}/${job}`;
}

/** What is kept with each run of a job. */
export interface RunData {
  readonly trigger: "schedule" | "request";
  /** With what the schedule sends: whether the job can be asked for periods. */
  readonly takesPeriods?: boolean;
  /** ISO times of a period that was asked for. */
  readonly from?: string;
  readonly to?: string;
}

/** What is kept as the result of a run that did not fail. */
export interface RunResult {
  readonly outcome: "done" | "stopped";
  readonly detail: object | null;
}
