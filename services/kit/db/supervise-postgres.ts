import type { Logger } from "pino";
import { pause } from "../lifecycle/pause.ts";
import {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  startEmbeddedPostgres,
} from "./embedded-postgres.ts";

export interface SupervisedPostgresOptions extends EmbeddedPostgresOptions {
  /** Told once when the server can't be started again: with the reason of the last attempt. Nothing more is tried. */
  readonly onLost: (reason: Error) => void;
  /** Attempts in a row that may fail before it counts as lost. Default 5. */
  readonly maxAttempts?: number;
  /** Pause before the second attempt, doubled up to `maxDelayMs`. Defaults 250 and 10,000. */
  readonly minDelayMs?: number;
  readonly maxDelayMs?: number;
  readonly log: Logger;
}

/** A PostgreSQL that is started again when it ends by itself, always at the same address. */
export interface SupervisedPostgres {
  /** The process id of the server that runs now, or ran last. */
  readonly pid: number;
  /** As {@link EmbeddedPostgres.ownerUrl}; the same over all restarts. */
  ownerUrl(database?: string): string;
  /** Stops the server, or the attempts to start it, for good. */
  stop(): Promise<void>;
}

/**
 * Starts the embedded PostgreSQL and keeps it running. A server that ends by itself (killed, out of memory) is started
 * again at once, after growing pauses when it keeps ending within a minute. Connections break and are made anew by
 * their pools; the URL stays.
 *
 * @throws as {@link startEmbeddedPostgres}, when the first start fails.
 */
export async function superviseEmbeddedPostgres(
  options: SupervisedPostgresOptions,
): Promise<SupervisedPostgres> {
  const first = await startEmbeddedPostgres(options);
  const supervisor = new Supervisor(options, first);
  return supervisor;
}

const LONG_LIFE_MS = 60_000;

class Supervisor implements SupervisedPostgres {
  readonly #options: SupervisedPostgresOptions;
  readonly #stopping = new AbortController();
  readonly #watched: Promise<void>;
  #server: EmbeddedPostgres;

  constructor(options: SupervisedPostgresOptions, first: EmbeddedPostgres) {
    this.#options = { ...options, address: first.address };
    this.#server = first;
    this.#watched = this.#watch();
  }

  get pid(): number {
    return this.#server.pid;
  }

  ownerUrl(database?: string): string {
    return this.#server.ownerUrl(database);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#server.stop();
    await this.#watched;
    // The server that was just coming up when the stop began.
    await this.#server.stop();
  }

  /** Never rejects. */
  async #watch(): Promise<void> {
    const { log, onLost, minDelayMs = 250, maxDelayMs = 10_000 } = this.#options;
    const { signal } = this.#stopping;
    let delayMs = 0;
    while (!signal.aborted) {
      const startedAt = performance.now();
      const exit = await this.#server.exited;
      if (exit.expected || signal.aborted) return;
      if (performance.now() - startedAt > LONG_LIFE_MS) delayMs = 0;
      log.error(
        { code: exit.code, signal: exit.signal, pauseMs: delayMs },
        "PostgreSQL ended by itself; it is started again",
      );
      await pause(delayMs, signal);
      delayMs = Math.min(Math.max(delayMs * 2, minDelayMs), maxDelayMs);
      try {
        const server = await this.#startAgain();
        if (server === null) return;
        this.#server = server;
      } catch (error) {
        onLost(error instanceof Error ? error : new Error(String(error)));
        return;
      }
    }
  }

  /** Null when it was told to stop meanwhile. */
  async #startAgain(): Promise<EmbeddedPostgres | null> {
    const { log, maxAttempts = 5, minDelayMs = 250, maxDelayMs = 10_000 } = this.#options;
    const { signal } = this.#stopping;
    let delayMs = minDelayMs;
    for (let attempt = 1; !signal.aborted; attempt++) {
      try {
        return await startEmbeddedPostgres(this.#options);
      } catch (error) {
        if (attempt >= maxAttempts) throw error;
        const reason = error instanceof Error ? error.message : String(error);
        log.warn({ attempt, reason, pauseMs: delayMs }, "PostgreSQL could not be started again");
        await pause(delayMs, signal);
        delayMs = Math.min(delayMs * 2, maxDelayMs);
      }
    }
    return null;
  }
}
