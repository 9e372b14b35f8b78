import type { Logger } from "pino";
import type { Registry } from "prom-client";
import { pause } from "../lifecycle/pause.ts";
import { counter, gauge, histogram } from "../telemetry/metrics.ts";
import type { Job, JobHistoryEntry } from "./job.ts";
import type { ExclusiveTurn } from "./job-lock.ts";

export interface JobRunnerOptions {
  readonly service: string;
  readonly turns: ExclusiveTurn;
  readonly log: Logger;
  readonly metrics: Registry;
  /** Told after each run; its failure is logged and changes nothing. */
  readonly record?: (entry: JobHistoryEntry) => Promise<void>;
}

/**
 * Runs jobs on their schedules until {@link JobRunner.stop}: each job after itself, different jobs side by side.
 * A failing job is logged, counted and comes again at its next time.
 */
export class JobRunner {
  readonly #options: JobRunnerOptions;
  readonly #stopping = new AbortController();
  readonly #loops: Promise<void>[] = [];
  readonly #metrics: ReturnType<typeof jobMetrics>;

  constructor(options: JobRunnerOptions) {
    this.#options = options;
    this.#metrics = jobMetrics(options.metrics);
  }

  start(jobs: readonly Job[]): void {
    for (const job of jobs) this.#loops.push(this.#loop(job));
  }

  /** Fires the signal of every run under way and resolves when all of them have ended. */
  async stop(): Promise<void> {
    this.#stopping.abort(new Error("the process is stopping"));
    await Promise.all(this.#loops);
  }

  async #loop(job: Job): Promise<void> {
    let waitMs = jittered(
      job.firstAfterMs ?? Math.min(job.everyMs, 5_000),
      job.firstAfterMs === undefined ? 0.5 : 0.05,
    );
    while (await this.#sleep(waitMs)) {
      try {
        await this.#options.turns(job.name, () => this.#runOnce(job));
      } catch (error) {
        this.#options.log.warn({ err: error, job: job.name }, "A job could not take its turn");
      }
      waitMs = jittered(job.everyMs, 0.05);
    }
  }

  async #runOnce(job: Job): Promise<void> {
    const log = this.#options.log.child({ job: job.name });
    const timeoutMs = job.timeoutMs ?? 600_000;
    const signal = AbortSignal.any([this.#stopping.signal, AbortSignal.timeout(timeoutMs)]);
    const startedAt = new Date();
    const begin = performance.now();
    let outcome: JobHistoryEntry["outcome"] = "done";
    let detail: unknown;
    try {
      detail = await job.run({ signal, deadline: startedAt.getTime() + timeoutMs, log });
    } catch (error) {
      outcome = this.#stopping.signal.aborted ? "stopped" : "failed";
      detail = error instanceof Error ? error.message : String(error);
      if (outcome === "failed") log.error({ err: error }, "A job failed");
    }
    const tookMs = Math.round(performance.now() - begin);
    const labels = { service: this.#options.service, job: job.name };
    this.#metrics.runs.inc({ ...labels, outcome });
    this.#metrics.seconds.observe(labels, tookMs / 1000);
    if (outcome === "done") this.#metrics.lastDone.set(labels, Date.now() / 1000);
    try {
      await this.#options.record?.({ job: job.name, startedAt, tookMs, outcome, detail });
    } catch (error) {
      log.warn({ err: error }, "The history of a job could not be written");
    }
  }

  /** False, at once, when the process stops. */
  /** False when the stop came first. */
  async #sleep(ms: number): Promise<boolean> {
    const { signal } = this.#stopping;
    await pause(ms, signal);
    return !signal.aborted;
  }
}

function jobMetrics(registry: Registry) {
  return {
    runs: counter(registry, {
      name: "waypost_job_runs_total",
      help: "Runs of scheduled jobs by outcome.",
      labels: ["service", "job", "outcome"],
    }),
    seconds: histogram(registry, {
      name: "waypost_job_seconds",
      help: "How long runs of scheduled jobs take.",
      labels: ["service", "job"],
      buckets: [0.01, 0.1, 1, 10, 60, 600],
    }),
    lastDone: gauge(registry, {
      name: "waypost_job_last_done_timestamp_seconds",
      help: "When a scheduled job last ended well.",
      labels: ["service", "job"],
    }),
  };
}

function jittered(ms: number, share: number): number {
  return Math.round(ms * (1 - share + 2 * share * Math.random()));
}
