import cluster, { type Worker } from "node:cluster";
import type { Logger } from "pino";
import { readyMessage, stopMessage, workerIndexKey } from "./worker-index.ts";

export interface WorkerPoolOptions {
  readonly log: Logger;
  /** What the worker of a number finds in its environment besides that of this process. */
  readonly environmentOf: (index: number) => Readonly<Record<string, string>>;
  /** Pause before a dead worker is replaced; doubled up to `maxDelayMs` while its successors die young. Default 100. */
  readonly minDelayMs?: number;
  /** Default 10,000; a worker that lived longer died of something else. */
  readonly maxDelayMs?: number;
}

/**
 * The worker processes of this one. States of a place: starting → answering → dead → (pause) → starting …; a worker
 * that dies before all have answered once fails the start instead.
 */
export class WorkerPool {
  readonly #options: WorkerPoolOptions;
  readonly #workers = new Map<number, Worker>();
  readonly #pauses = new Set<NodeJS.Timeout>();
  #started = false;
  #stopping = false;

  constructor(options: WorkerPoolOptions) {
    this.#options = options;
  }

  /** Rejects when a worker ends before it answers. */
  async start(count: number): Promise<void> {
    const indexes = Array.from({ length: count }, (_, at) => at + 1);
    const minDelayMs = this.#options.minDelayMs ?? 100;
    await Promise.all(indexes.map((index) => this.#fork(index, minDelayMs)));
    this.#started = true;
  }

  /** Lets every worker finish; those that take longer than `timeoutMs` are killed. */
  async stop(timeoutMs: number): Promise<void> {
    this.#stopping = true;
    for (const pause of this.#pauses) clearTimeout(pause);
    await Promise.all([...this.#workers.values()].map((worker) => this.#end(worker, timeoutMs)));
  }

  #fork(index: number, delayMs: number): Promise<void> {
    const { log, environmentOf } = this.#options;
    const worker = cluster.fork({ ...environmentOf(index), [workerIndexKey]: String(index) });
    this.#workers.set(index, worker);
    const startedAt = performance.now();
    return new Promise((resolve, reject) => {
      worker.on("message", (message: unknown) => {
        if (message !== readyMessage) return;
        log.info({ worker: index, workerPid: worker.process.pid }, "A worker answers");
        resolve();
      });
      worker.on("error", (error) =>
        log.warn({ err: error, worker: index }, "A worker could not be told something"),
      );
      worker.once("exit", (code, signal) => {
        this.#workers.delete(index);
        if (this.#stopping) return;
        if (!this.#started) {
          reject(new Error(`Worker ${index} ended while it started; its reason stands above.`));
          return;
        }
        log.error({ worker: index, code, signal }, "A worker died; it is replaced");
        this.#replaceLater(index, delayMs, performance.now() - startedAt);
      });
    });
  }

  #replaceLater(index: number, delayMs: number, livedMs: number): void {
    const { minDelayMs = 100, maxDelayMs = 10_000, log } = this.#options;
    const waitMs = livedMs > maxDelayMs ? minDelayMs : delayMs;
    const pause = setTimeout(() => {
      this.#pauses.delete(pause);
      this.#fork(index, Math.min(waitMs * 2, maxDelayMs)).catch((error: unknown) =>
        log.error({ err: error }, "A worker could not be replaced"),
      );
    }, waitMs);
    this.#pauses.add(pause);
  }

  async #end(worker: Worker, timeoutMs: number): Promise<void> {
    if (worker.isDead()) return;
    const ended = new Promise<void>((resolve) => worker.once("exit", () => resolve()));
    if (worker.isConnected()) worker.send(stopMessage);
    const late = setTimeout(() => worker.process.kill("SIGKILL"), timeoutMs);
    await ended;
    clearTimeout(late);
  }
}
