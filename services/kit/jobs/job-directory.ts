import type { JobPeriod } from "./job.ts";
import { queueOf, type RunData, type RunResult } from "./job-names.ts";
import { type JobStore, readLatestRuns, readRuns, type StoredRun } from "./job-store.ts";

/** A job of any service, as it is known to the store. */
export interface ListedJob {
  readonly service: string;
  readonly name: string;
  /** When it runs next; null when only its cron expression says so. */
  readonly nextRunAt: Date | null;
  /** Five fields, in UTC; null for a job that comes some time after its last run. */
  readonly cron: string | null;
  /** Whether a run can be asked for a period. */
  readonly takesPeriods: boolean;
  /** The run at work, or else the last that ended. */
  readonly lastRun: ListedRun | null;
}

/** A run of a job: one that waits, is at work, or has ended. */
export interface ListedRun {
  readonly id: string;
  readonly state: "waiting" | "running" | "done" | "failed" | "stopped";
  readonly trigger: "schedule" | "request";
  readonly period: JobPeriod | null;
  readonly dueAt: Date;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  /** What the run answered. */
  readonly detail: Readonly<Record<string, unknown>> | null;
  /** Why it failed. */
  readonly error: string | null;
}

/** The run that was asked for, or why there is none; see {@link Jobs.runNow}. */
export type RunNowAnswer = ListedRun | "waiting" | "no-periods" | null;

/** What an operator may ask of the jobs of all services, in whatever process they run. */
export interface Jobs {
  list(): Promise<ListedJob[]>;
  /** Newest first; null when there is no such job. */
  history(service: string, job: string, limit: number): Promise<ListedRun[] | null>;
  /**
   * Has the job run as soon as it can: at once, or after the run at work. The next scheduled run is brought forward for
   * it. With a period, only for that. Null when there is no such job, `waiting` when a run that was asked for waits already, `no-periods` when the job
   * takes none.
   */
  runNow(service: string, job: string, period: JobPeriod | null): Promise<RunNowAnswer>;
}

/** The jobs of the installation, by the store that all processes share. */
export class JobDirectory implements Jobs {
  readonly #store: JobStore;

  constructor(store: JobStore) {
    this.#store = store;
  }

  async list(): Promise<ListedJob[]> {
    const { boss, database } = await this.#store.open();
    const [queues, schedules, runs] = await Promise.all([
      boss.getQueues(),
      boss.getSchedules(),
      readLatestRuns(database),
    ]);
    const scheduleOf = new Map(schedules.map((schedule) => [schedule.name, schedule]));
    const of = (name: string, wanted: (run: StoredRun) => boolean) =>
      runs.find((run) => run.name === name && wanted(run));
    return queues
      .flatMap(({ name }) => {
        const [service, job] = name.split("/");
        if (service === undefined || job === undefined) return [];
        const waiting = of(name, (run) => isWaiting(run));
        const last = of(name, (run) => run.state === "active") ?? of(name, (run) => run.completedOn !== null);
        return {
          service,
          name: job,
          nextRunAt: waiting?.startAfter ?? null,
          cron: scheduleOf.get(name)?.cron ?? null,
          takesPeriods: [scheduleOf.get(name), ...runs.filter((run) => run.name === name)].some(saysPeriods),
          lastRun: last === undefined ? null : listed(last),
        };
      })
      .sort((a, b) => (queueOf(a.service, a.name) < queueOf(b.service, b.name) ? -1 : 1));
  }

  async history(service: string, job: string, limit: number): Promise<ListedRun[] | null> {
    const { boss, database } = await this.#store.open();
    const name = queueOf(service, job);
    if ((await boss.getQueue(name)) === null) return null;
    return (await readRuns(database, name, limit)).map(listed);
  }

  async runNow(service: string, job: string, period: JobPeriod | null): Promise<RunNowAnswer> {
    const { boss, database } = await this.#store.open();
    const name = queueOf(service, job);
    const found = (await this.list()).find((it) => it.service === service && it.name === job);
    if (found === undefined) return null;
    if (period !== null && !found.takesPeriods) return "no-periods";
    const data: RunData = {
      trigger: "request",
      ...(found.takesPeriods ? { takesPeriods: true } : {}),
      ...(period === null ? {} : { from: period.from.toISOString(), to: period.to.toISOString() }),
    };
    const id = (await boss.send(name, data)) ?? (await this.#bringForward(name, data));
    if (id === null) return "waiting";
    const run = (await readRuns(database, name, 50)).find((it) => it.id === id);
    return run === undefined ? "waiting" : listed(run);
  }

  /** Makes the scheduled run that waits the one that is asked for; null when one that was asked for waits. */
  async #bringForward(name: string, data: RunData): Promise<string | null> {
    const { boss, database } = await this.#store.open();
    const waiting = (await readRuns(database, name, 50)).find(isWaiting);
    if (waiting === undefined) return await boss.send(name, data);
    if (waiting.data?.trigger === "request") return null;
    // Now, by the clock of the store; its time to be kept is counted from there.
    const { jobs } = await boss.update(name, data, { id: waiting.id, startAfter: 0 });
    return jobs[0] ?? null;
  }
}

/** What a schedule sends says of the job whether it takes periods. */
function saysPeriods(sent: { readonly data?: unknown } | undefined): boolean {
  const data = sent?.data;
  return typeof data === "object" && data !== null && "takesPeriods" in data && data.takesPeriods === true;
}

function isWaiting({ state }: StoredRun): boolean {
  return state === "created" || state === "retry";
}

function listed(run: StoredRun): ListedRun {
  const { from, to, trigger = "schedule" } = run.data ?? {};
  const result = run.state === "completed" ? (run.output as RunResult | null) : null;
  return {
    id: run.id,
    state: stateOf(run, result),
    trigger,
    period: from === undefined || to === undefined ? null : { from: new Date(from), to: new Date(to) },
    dueAt: run.startAfter,
    startedAt: run.startedOn,
    endedAt: run.completedOn,
    // Objects of the jobs' own, which are JSON.
    detail: (result?.detail ?? null) as Readonly<Record<string, unknown>> | null,
    error: run.state === "failed" || run.state === "cancelled" ? messageOf(run.output) : null,
  };
}

function stateOf(run: StoredRun, result: RunResult | null): ListedRun["state"] {
  if (isWaiting(run)) return "waiting";
  if (run.state === "active") return "running";
  if (run.state === "completed") return result?.outcome ?? "done";
  return "failed";
}

function messageOf(output: unknown): string {
  if (typeof output === "object" && output !== null && "message" in output) return String(output.message);
  return "The process that ran it ended, or it took too long.";
}
