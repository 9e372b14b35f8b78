import type { PgBoss } from "pg-boss";
import type { Logger } from "pino";
import type { Registry } from "prom-client";
import { pause } from "../lifecycle/pause.ts";
import type { BackgroundTask, BackgroundWork } from "../lifecycle/spawn.ts";
import type { Job } from "./job.ts";
import { jobMetrics } from "./job-metrics.ts";
import { queueOf, type RunData, type RunResult } from "./job-names.ts";
import { ensureQueue, type JobStore } from "./job-store.ts";

export interface JobRunnerOptions {
  readonly store: JobStore;
  readonly background: BackgroundWork;
  readonly log: Logger;
  readonly metrics: Registry;
  /** How long after the start jobs begin to run, so that the start is not held up. Default 1,000. */
  readonly afterMs?: number;
}

interface RegisteredJob {
  readonly service: string;
  readonly job: Job;
  readonly log: Logger;
}

/** How often it is seen to that every job has a next run: what a process left out that was killed. */
const keepEveryMs = 15_000;
/** A run whose process gives no sign of life for so long has ended. */
const heartbeatSeconds = 15;
const daySeconds = 86_400;
/** Runs of jobs that come often are kept for an hour, those of others for 30 days. */
const oftenMs = 60_000;

/**
 * Runs the jobs of a process's services when they are due, one run of a job at a time over all processes. A thin layer
 * over pg-boss, which keeps schedules, runs and their history in PostgreSQL.
 */
export class JobRunner {
  readonly #options: JobRunnerOptions;
  readonly #registered: RegisteredJob[] = [];
  readonly #stopping = new AbortController();
  readonly #metrics: ReturnType<typeof jobMetrics>;
  /** Those whose runs are waited for, also when a failure makes it begin again. */
  readonly #working = new Set<RegisteredJob>();
  #task: BackgroundTask | undefined;

  constructor(options: JobRunnerOptions) {
    this.#options = options;
    this.#metrics = jobMetrics(options.metrics);
  }

  /** Registers the jobs of a service; before {@link JobRunner.start}. */
  register(service: string, jobs: readonly Job[], log: Logger): void {
    for (const job of jobs) this.#registered.push({ service, job, log: log.child({ job: job.name }) });
  }

  /** Begins to run them in the background; what fails is tried again. */
  start(): void {
    if (this.#registered.length === 0) return;
    const { background, afterMs = 1_000 } = this.#options;
    const task = async (signal: AbortSignal) => {
      await pause(afterMs, signal);
      if (!signal.aborted) await this.#run(signal);
    };
    this.#task = background.spawn("jobs", "kit", task, { restart: "on-failure" });
  }

  /** Fires the signal of the runs under way; the close of the store waits for them. */
  async stop(): Promise<void> {
    this.#stopping.abort(new Error("the process is stopping"));
    await this.#task?.stop();
  }

  async #run(signal: AbortSignal): Promise<void> {
    const { boss } = await this.#options.store.open();
    for (const registered of this.#registered) {
      if (signal.aborted) return;
      if (this.#working.has(registered)) continue;
      await this.#work(boss, registered);
      this.#working.add(registered);
    }
    while (!signal.aborted) {
      for (const { service, job } of this.#registered) {
        if (!signal.aborted) await scheduleNext(boss, queueOf(service, job.name), job, nextMs(job));
      }
      await pause(keepEveryMs, signal);
    }
  }

  async #work(boss: PgBoss, registered: RegisteredJob): Promise<void> {
    const { service, job } = registered;
    const name = queueOf(service, job.name);
    const often = "everyMs" in job.schedule && job.schedule.everyMs < oftenMs;
    await ensureQueue(boss, name, {
      retryLimit: 0,
      // The run's own time-out comes first; this one is for a process that hangs.
      expireInSeconds: Math.ceil(timeoutOf(job) / 1000) + 60,
      heartbeatSeconds,
      retentionSeconds: 14 * daySeconds,
      deleteAfterSeconds: often ? 3_600 : 30 * daySeconds,
    });
    if ("cron" in job.schedule) {
      await boss.schedule(name, job.schedule.cron, scheduled(job), { tz: "UTC" });
    } else {
      await boss.unschedule(name);
      await scheduleNext(boss, name, job, firstMs(job));
    }
    const pollingIntervalSeconds = often ? 1 : 5;
    const options = { pollingIntervalSeconds, batchSize: 1 } as const;
    await boss.work<RunData>(name, options, async ([run]) => {
      try {
        return run === undefined ? undefined : await this.#runOnce(registered, run);
      } finally {
        // Should this fail, the keeper makes up for it.
        await scheduleNext(boss, name, job, nextMs(job)).catch(() => undefined);
      }
    });
  }

  async #runOnce(
    { service, job, log }: RegisteredJob,
    run: { readonly data: RunData | null; readonly signal: AbortSignal },
  ): Promise<RunResult> {
    const timeoutMs = timeoutOf(job);
    const stopping = this.#stopping.signal;
    const signal = AbortSignal.any([stopping, run.signal, AbortSignal.timeout(timeoutMs)]);
    const labels = { service, job: job.name };
    const begin = performance.now();
    const ended = (outcome: "done" | "failed" | "stopped") => {
      this.#metrics.runs.inc({ ...labels, outcome });
      this.#metrics.seconds.observe(labels, (performance.now() - begin) / 1000);
      if (outcome === "done") this.#metrics.lastDone.set(labels, Date.now() / 1000);
    };
    const { from, to, trigger = "schedule" } = run.data ?? {};
    const period =
      from === undefined || to === undefined ? {} : { period: { from: new Date(from), to: new Date(to) } };
    try {
      const detail = await job.run({ signal, deadline: Date.now() + timeoutMs, log, trigger, ...period });
      ended("done");
      return { outcome: "done", detail: detail ?? null };
    } catch (error) {
      ended(stopping.aborted ? "stopped" : "failed");
      if (stopping.aborted) return { outcome: "stopped", detail: null };
      log.error({ err: error }, "A job failed");
      throw error;
    }
  }
}

/** Sees to it that an interval job has a run that waits; there is room for one, so a second is not made. */
async function scheduleNext(boss: PgBoss, name: string, job: Job, afterMs: number): Promise<void> {
  if (!("everyMs" in job.schedule)) return;
  await boss.send(name, scheduled(job), { startAfter: Math.max(1, Math.round(afterMs / 1000)) });
}

function scheduled(job: Job): RunData {
  return { trigger: "schedule", ...(job.takesPeriods === true ? { takesPeriods: true } : {}) };
}

function nextMs(job: Job): number {
  return "everyMs" in job.schedule ? job.schedule.everyMs : 0;
}

function firstMs(job: Job): number {
  return job.firstAfterMs ?? Math.min(nextMs(job), 5_000);
}

function timeoutOf(job: Job): number {
  return job.timeoutMs ?? 600_000;
}
