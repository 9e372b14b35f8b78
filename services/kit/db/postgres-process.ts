import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Logger } from "pino";
import { stopServer } from "./postgres-orphan.ts";
import type { spawnOptions } from "./postgres-user.ts";

/** How a server ended. */
export interface PostgresExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Whether we had asked for it. */
  readonly expected: boolean;
}

/**
 * One `postgres` child: starting → ready → ended. What it writes is read line by line: it tells the states, and
 * goes to our log with PostgreSQL's severity.
 */
export class PostgresProcess {
  /** Settled once, when the child has ended; never rejected. */
  readonly exited: Promise<PostgresExit>;
  /** The server found its files in the state of a crash and replayed its log. */
  recovered = false;
  /** The start failed because the port is in use. */
  portTaken = false;
  /** The start failed because processes of a killed server still hold its memory. */
  memoryInUse = false;
  readonly #child: ChildProcess;
  readonly #log: Logger;
  readonly #ready = Promise.withResolvers<void>();
  #stopping = false;
  #lastComplaint = "";

  constructor(
    command: string,
    args: readonly string[],
    options: ReturnType<typeof spawnOptions>,
    log: Logger,
  ) {
    this.#log = log;
    this.#child = spawn(command, args, { ...options, stdio: ["ignore", "ignore", "pipe"], detached: true });
    // The last resort of a process that exits without its orderly stop; a kill of ours is left to the next start.
    const killWithUs = () => this.#child.kill("SIGINT");
    process.once("exit", killWithUs);
    this.exited = new Promise<PostgresExit>((resolve) => {
      this.#child.once("error", (error) => {
        this.#lastComplaint = error.message;
        resolve({ code: null, signal: null, expected: this.#stopping });
      });
      this.#child.once("exit", (code, signal) => resolve({ code, signal, expected: this.#stopping }));
    }).finally(() => process.off("exit", killWithUs));
    if (this.#child.stderr !== null) {
      createInterface({ input: this.#child.stderr }).on("line", (line) => this.#read(line));
    }
  }

  get pid(): number {
    return this.#child.pid ?? -1;
  }

  /** Waits until connections are accepted. @throws Error with the server's own words when it ends or is too slow. */
  async ready(timeoutMs: number): Promise<void> {
    const timer = setTimeout(
      () => this.#ready.reject(new Error(`PostgreSQL was not ready within ${timeoutMs} ms.`)),
      timeoutMs,
    );
    const closed = new Promise<never>((_, reject) => {
      this.#child.once("close", () =>
        reject(new Error(`PostgreSQL did not start: ${this.#lastComplaint || "no reason given"}`)),
      );
      this.#child.once("error", reject);
    });
    try {
      await Promise.race([this.#ready.promise, closed]);
    } finally {
      clearTimeout(timer);
      closed.catch(() => undefined);
    }
  }

  /** Ends the server: cleanly, by force after `timeoutMs`. Returns when it is gone. */
  async stop(timeoutMs: number): Promise<void> {
    this.#stopping = true;
    if (this.#child.pid === undefined || this.#child.exitCode !== null || this.#child.signalCode !== null)
      return;
    await stopServer(this.#child.pid, timeoutMs);
    await this.exited;
  }

  #read(line: string): void {
    if (line.includes("database system is ready to accept connections")) this.#ready.resolve();
    if (line.includes("database system was not properly shut down")) this.recovered = true;
    if (line.includes("could not bind") || line.includes("could not create any TCP/IP sockets"))
      this.portTaken = true;
    if (line.includes("pre-existing shared memory block")) this.memoryInUse = true;
    const severity = /^(WARNING|ERROR|FATAL|PANIC):\s+(.*)$/.exec(line);
    if (severity === null) {
      // It has no severity when it complains of what it was started with.
      if (line.startsWith("postgres: ")) this.#lastComplaint = line.slice("postgres: ".length);
      this.#log.debug(`PostgreSQL: ${line}`);
      return;
    }
    // Errors that the client gets and handles: a taken name, a cancelled statement.
    if (/^ERROR:\s+(duplicate key value|canceling statement due to )/.test(line)) return;
    this.#lastComplaint = severity[2] ?? line;
    // Every session says so; the server's end and restart are logged once elsewhere.
    if (/unexpected postmaster exit|FATAL:\s+the database system is /.test(line)) return;
    if (severity[1] === "PANIC") this.#log.error(`PostgreSQL: ${line}`);
    else if (!this.#stopping) this.#log.warn(`PostgreSQL: ${line}`);
  }
}
